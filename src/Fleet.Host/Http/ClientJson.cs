using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A client as the API tells it. What the client never told has its default and is listed as unreported.</summary>
internal sealed record ClientJson(
    string ClientId,
    string Group,
    string Connection,
    ClientJson.PresenceJson Presence,
    string ScanMethod,
    PatternJson Pattern,
    string RealTimeScan,
    string SmartProtection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AgentVersion,
    IEnumerable<string> Unreported,
    IReadOnlyDictionary<string, DateTimeOffset> Since,
    string Icon,
    IEnumerable<string> Conditions,
    IEnumerable<ActionJson> RequiredActions,
    ClientJson.LastReportJson? LastReport,
    long Offset)
{
    /// <summary>Of a client that exists.</summary>
    /// <param name="client">The client.</param>
    /// <param name="state">Its state.</param>
    /// <param name="offset">Of its last row.</param>
    /// <param name="lastSeen">When it was heard last.</param>
    public static ClientJson Of(ClientId client, ClientState state, long offset, DateTimeOffset lastSeen) => new(
        client.Value,
        state.Group.Value,
        Words.Of(state.Connection),
        new PresenceJson(Words.Of(state.Presence.Cause), state.Presence.Since, state.Presence.Session is null ? "none" : "session", lastSeen),
        Words.Of(state.ScanMethod),
        new PatternJson(Words.Of(state.Pattern.Status), state.Pattern.Version, state.Pattern.ReleasedAt),
        Words.Of(state.RealTimeScan),
        Words.Of(state.SmartProtection),
        state.AgentVersion,
        FactsJson.All.Where(fact => state.Unreported.HasFlag(fact)).Select(FactsJson.NameOf),
        FactsJson.All.Where(fact => state.Since[fact] is not null).ToDictionary(FactsJson.NameOf, fact => state.Since[fact]!.Value),
        Core.Icons.Icon.Of(state.Status).Name,
        Words.OfEach(state.Status.Conditions),
        Core.Icons.RequiredActions.For(state.Status).Select(ActionJson.Of),
        state.LastSeq == 0 ? null : new LastReportJson(state.LastSeq, state.LastObservedAt),
        offset);

    internal sealed record PresenceJson(string Cause, DateTimeOffset? Since, string Link, DateTimeOffset LastSeen);

    internal sealed record LastReportJson(long Seq, DateTimeOffset? ObservedAt);
}
