namespace Fleet.Sim.Oracle;

/// <summary>What a client is in the end, in the words of the HTTP contract: what an oracle expects and a server shows.</summary>
public sealed record ClientFacets(
    string ClientId,
    string Group,
    string Connection,
    string ScanMethod,
    string PatternStatus,
    string RealTimeScan,
    string SmartProtection,
    string Icon,
    string Conditions)
{
    private const string NoConditions = "none";

    /// <summary>Each facet with its name.</summary>
    public IEnumerable<(string Name, string Value)> Named =>
    [
        ("clientId", ClientId),
        ("group", Group),
        ("connection", Connection),
        ("scanMethod", ScanMethod),
        ("patternStatus", PatternStatus),
        ("realTimeScan", RealTimeScan),
        ("smartProtection", SmartProtection),
        ("icon", Icon),
        ("conditions", Conditions),
    ];

    /// <summary>Each condition.</summary>
    public IEnumerable<string> ConditionWords => Conditions == NoConditions ? [] : Conditions.Split(' ');

    /// <summary>Conditions as one text, in whatever order they come.</summary>
    public static string InOrder(IEnumerable<string> conditions) => string.Join(' ', conditions.Order(StringComparer.Ordinal)) is { Length: > 0 } some ? some : NoConditions;
}
