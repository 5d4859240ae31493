using System.CommandLine;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Tls;
using Fleet.Sim.Replay;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>For whom a command may speak: not for clients that a server knows already, unless that is asked for in words.</summary>
internal sealed class IdentityOptions
{
    private readonly Option<string> _prefix = new("--rename", "--rename-prefix")
    {
        Description = "Puts this before every client's id, so that a server which knows those clients has new ones.",
        HelpName = "PREFIX",
    };

    private readonly Option<bool> _intoLive = new("--into-live")
    {
        Description = "Speaks for clients that the server knows already. If they are real, they lose their sessions, and what is told here becomes their history.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_prefix);
        command.Options.Add(_intoLive);
    }

    /// <summary>Put before every id; empty: nothing.</summary>
    public string Prefix(ParseResult parsed) => parsed.GetValue(_prefix) ?? "";

    /// <summary>The same under the names that were asked for.</summary>
    /// <exception cref="ScenarioException">An id would be none.</exception>
    public ITimeline Renamed(ParseResult parsed, ITimeline timeline)
    {
        var prefix = Prefix(parsed);
        if (prefix.Length == 0)
            return timeline;
        if (timeline.Clients.FirstOrDefault(client => !ClientId.TryParse(prefix + client.Id.Value, out _)).Id is { } wrong)
            throw new ScenarioException($"{_prefix.Name} makes '{prefix}{wrong}', which is no id: one takes {ClientId.Rule}.");
        return new MovedTimeline(timeline, prefix, TimeSpan.Zero);
    }

    /// <summary>Looks whether the server knows one of the clients.</summary>
    /// <exception cref="ScenarioException">It does, and nobody asked for that.</exception>
    /// <exception cref="ServerUnreachableException">It does not answer.</exception>
    public async Task EnsureFreeAsync(ParseResult parsed, ITimeline timeline, Uri api, ServerTrust trust, CancellationToken cancel)
    {
        if (parsed.GetValue(_intoLive))
            return;
        using var reader = new FleetReader(api, trust);
        if (await reader.FirstKnownAsync([.. timeline.Clients.Select(client => client.Id)], cancel) is not { } known)
            return;
        throw new ScenarioException(
            $"The server at {api} knows clients of these names already, such as {known.ClientId} ({Words.Of(known.Connection)}): nothing was sent. "
            + $"{_prefix.Name} PREFIX speaks for others in their stead, {_intoLive.Name} for them all the same; a host of its own knows nobody.");
    }
}
