using System.Text.Json;
using Fleet.Actors.Client;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A client as the API tells it. What the client never told has its default and is listed as unreported.</summary>
internal sealed record ClientJson(
    string ClientId,
    string Group,
    string Connection,
    ClientJson.PresenceJson Presence,
    string ScanMethod,
    ClientJson.PatternJson Pattern,
    string RealTimeScan,
    string SmartProtection,
    IEnumerable<string> Unreported,
    IReadOnlyDictionary<string, DateTimeOffset> Since,
    string Icon,
    IEnumerable<string> Conditions,
    IEnumerable<ClientJson.ActionJson> RequiredActions,
    ClientJson.LastReportJson? LastReport,
    long Offset)
{
    /// <summary>Of a client that exists.</summary>
    /// <param name="view">What its actor knows.</param>
    /// <param name="lastHeard">When its session last heard it, if this node holds that: heartbeats are not journalled.</param>
    public static ClientJson Of(ClientView view, DateTimeOffset? lastHeard)
    {
        var state = view.State;
        return new ClientJson(
            view.Client.Value,
            state.Group.Value,
            Words.Of(state.Connection),
            new PresenceJson(
                Words.Of(state.Presence.Cause),
                state.Presence.Since,
                state.Presence.Session is null ? "none" : "session",
                lastHeard > view.RecordedAt ? lastHeard.Value : view.RecordedAt),
            Words.Of(state.ScanMethod),
            new PatternJson(Words.Of(state.Pattern.Status), state.Pattern.Version, state.Pattern.ReleasedAt),
            Words.Of(state.RealTimeScan),
            Words.Of(state.SmartProtection),
            Facts.Where(fact => state.Unreported.HasFlag(fact)).Select(NameOf),
            Facts.Where(fact => state.Since[fact] is not null).ToDictionary(NameOf, fact => state.Since[fact]!.Value),
            Core.Icons.Icon.Of(state.Status).Name,
            Words.OfEach(state.Status.Conditions),
            Core.Icons.RequiredActions.For(state.Status).Select(action => new ActionJson(action.Code, Words.Of(action.By), action.Text)),
            state.LastSeq == 0 ? null : new LastReportJson(state.LastSeq, state.LastObservedAt),
            view.Offset);
    }

    private static readonly Fact[] Facts = [.. Enum.GetValues<Fact>().Where(fact => fact != Fact.None)];

    /// <summary>Facts are named as the members are that tell them.</summary>
    private static string NameOf(Fact fact) => JsonNamingPolicy.CamelCase.ConvertName(fact.ToString());

    internal sealed record PresenceJson(string Cause, DateTimeOffset? Since, string Link, DateTimeOffset LastSeen);

    internal sealed record PatternJson(string Status, string? Version, DateTimeOffset? ReleasedAt);

    internal sealed record ActionJson(string Code, string By, string Text);

    internal sealed record LastReportJson(long Seq, DateTimeOffset? ObservedAt);
}
