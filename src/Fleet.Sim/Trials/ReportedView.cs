using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>The facts of a client without its connection, which a server may have seen otherwise on the way.</summary>
internal sealed record ReportedView(string Group, bool Roaming, string ScanMethod, string PatternStatus, string RealTimeScan, string SmartProtection, FactNumbers Others)
{
    public static ReportedView Of(OracleClient client) => new(
        client.Group.Value, client.Roaming, Words.Of(client.ScanMethod), Words.Of(client.PatternStatus), Words.Of(client.RealTimeScan), Words.Of(client.SmartProtection), client.Numbers.Only(~ClientStatus.ShownFacts));

    public static ReportedView Of(ClientState state) => new(
        state.Group.Value, state.Roaming, Words.Of(state.ScanMethod), Words.Of(state.Pattern.Status), Words.Of(state.RealTimeScan), Words.Of(state.SmartProtection), state.Numbers.Only(~ClientStatus.ShownFacts));

    /// <summary>After a change of a client's history.</summary>
    public ReportedView After(FactsJson changed) => new(
        changed.Group?.Value ?? Group,
        changed.Roaming ?? Roaming,
        changed.ScanMethod is { } method ? Words.Of(method) : ScanMethod,
        changed.Pattern is { } pattern ? Words.Of(pattern.Status) : PatternStatus,
        changed.RealTimeScan is { } scan ? Words.Of(scan) : RealTimeScan,
        changed.SmartProtection is { } link ? Words.Of(link) : SmartProtection,
        OtherFacts.Read(changed.Others, Others));

    /// <summary>For a person.</summary>
    public override string ToString() =>
        $"group {Group}, {(Roaming ? "roaming" : "not roaming")}, {ScanMethod} scan, pattern {PatternStatus}, Real-time Scan {RealTimeScan}, Smart Protection {SmartProtection}{string.Concat(ClientStatus.UnshownFacts.Select(fact => $", {fact.Name} {fact.Values!.WordOf(Others[fact.Fact])}"))}";

    /// <summary>Before anything is told.</summary>
    public static ReportedView None { get; } = Of(ClientState.None);
}

/// <summary>A row of a client's history.</summary>
/// <param name="Seq">The report's number; null: it was no report.</param>
/// <param name="View">What the client was after it.</param>
/// <param name="BeginsEpoch">The client's numbers begin anew with it.</param>
internal sealed record HistoryStep(long? Seq, ReportedView View, bool BeginsEpoch);

/// <summary>What a server shows of a client.</summary>
internal static class ServerClients
{
    /// <summary>In the words that an oracle tells it in.</summary>
    public static ClientFacets Facets(this ClientJson client) => new(
        client.ClientId.Value,
        client.Group.Value,
        Words.Of(client.Connection),
        Words.Of(client.ScanMethod),
        Words.Of(client.Pattern.Status),
        Words.Of(client.RealTimeScan),
        Words.Of(client.SmartProtection),
        client.Icon.Name,
        // Whether two machines use one id follows from no fact, and no timeline tells it.
        ClientFacets.InOrder(client.Conditions.Where(condition => condition != Conditions.DuplicateIdentity).Select(condition => Words.Of(condition))));
}
