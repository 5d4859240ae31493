using Fleet.Actors.Client;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>Patterns grow old without a report.</summary>
/// <param name="maxAge">A pattern released this long ago is outdated.</param>
/// <param name="time">The server's clock.</param>
internal sealed class AgingRule(TimeSpan maxAge, TimeProvider time) : ISweepRule
{
    private static readonly Reconsider Hint = new();
    private AgingClient _after = AgingClient.First;

    public void Begin() => _after = AgingClient.First;

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        var aged = snapshot.Aging(_after, (time.GetUtcNow() - maxAge).ToUnixTimeMilliseconds(), limit);
        if (aged.Count == 0)
            return null;
        _after = aged[^1];
        return [.. aged.Select(client => new ToClient(ClientId.Parse(client.Client), Hint))];
    }
}
