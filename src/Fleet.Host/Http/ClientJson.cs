using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A client as the API tells it. What the client never told has its default and is listed as unreported.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Group">Its group.</param>
/// <param name="Connection">Roaming mode goes before presence, presence before absence.</param>
/// <param name="Presence">Whether it has a session, and how that came about.</param>
/// <param name="ScanMethod">Where it looks patterns up.</param>
/// <param name="Pattern">The pattern that it holds.</param>
/// <param name="RealTimeScan">Its Real-time Scan.</param>
/// <param name="SmartProtection">Its link to a Smart Protection Server.</param>
/// <param name="AgentVersion">What its last hello told; not there: nothing.</param>
/// <param name="Unreported">Facts that it never told: they have their defaults.</param>
/// <param name="Since">Since when each told fact holds, by the client's clock.</param>
/// <param name="Icon">What its system tray shows.</param>
/// <param name="Conditions">What calls for somebody's action, shown by the icon or not.</param>
/// <param name="RequiredActions">What to do, in this order.</param>
/// <param name="LastReport">The last report that is in the journal; null: there is none.</param>
/// <param name="Offset">Of its last change in the journal.</param>
internal sealed record ClientJson(
    ClientId ClientId,
    GroupName Group,
    Connection Connection,
    ClientJson.PresenceJson Presence,
    ScanMethod ScanMethod,
    PatternJson Pattern,
    RealTimeScan RealTimeScan,
    SmartProtection SmartProtection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AgentVersion,
    IEnumerable<Fact> Unreported,
    IReadOnlyDictionary<Fact, DateTimeOffset> Since,
    Icon Icon,
    IEnumerable<Conditions> Conditions,
    IEnumerable<RequiredActionJson> RequiredActions,
    ClientJson.LastReportJson? LastReport,
    long Offset)
{
    /// <summary>Of a client that exists.</summary>
    /// <param name="client">The client.</param>
    /// <param name="state">Its state.</param>
    /// <param name="offset">Of its last row.</param>
    /// <param name="lastSeen">When it was heard last.</param>
    public static ClientJson Of(ClientId client, ClientState state, long offset, DateTimeOffset lastSeen) => new(
        client,
        state.Group,
        state.Connection,
        new PresenceJson(state.Presence.Cause, state.Presence.Since, state.Presence.Session is null ? PresenceLink.None : PresenceLink.Session, lastSeen, state.Presence.Goodbye),
        state.ScanMethod,
        PatternJson.Of(state.Pattern),
        state.RealTimeScan,
        state.SmartProtection,
        state.AgentVersion,
        Words.Each(state.Unreported),
        Words.Each(state.Reported).ToDictionary(fact => fact, fact => state.SinceOf(fact)!.Value),
        Icon.Of(state.Status),
        Words.Each(state.Status.Conditions),
        Core.Icons.RequiredActions.For(state.Status, isAway: state.Presence.Session is null).Select(RequiredActionJson.Of),
        state.LastSeq == 0 ? null : new LastReportJson(state.LastSeq, state.LastObservedAt),
        offset);

    /// <summary>Whether a client has a session, and how that came about.</summary>
    /// <param name="Cause">Why it is, or is not, present.</param>
    /// <param name="Since">Since when, by the server's clock; null: it never had a session.</param>
    /// <param name="Link">Whether a session is open.</param>
    /// <param name="LastSeen">When the server heard of it last.</param>
    /// <param name="Goodbye">The reason, if it said goodbye; not there: it did not.</param>
    internal sealed record PresenceJson(
        PresenceCause Cause,
        DateTimeOffset? Since,
        PresenceLink Link,
        DateTimeOffset LastSeen,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoodbyeReason? Goodbye);

    /// <summary>A report that changed something.</summary>
    /// <param name="Seq">Its number, or a later one that changed nothing.</param>
    /// <param name="ObservedAt">By the client's clock; null: only reports that changed nothing came.</param>
    internal sealed record LastReportJson(long Seq, DateTimeOffset? ObservedAt);
}

/// <summary>A page of clients.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
internal sealed record ClientPageJson(IEnumerable<ClientJson> Items, string? Next, long Offset);

/// <summary>How a client is connected to the server.</summary>
internal enum PresenceLink
{
    None,
    Session,
}
