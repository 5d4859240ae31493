using Fleet.Core.Vocabulary;

namespace Fleet.Core.Icons;

/// <summary>
/// The five dimensions that choose an icon: one of 90 combinations, 54 with conventional scan (3 × 2 × 3 × 3) and 36
/// with smart scan (3 × 2 × 3 × 2), which knows no <see cref="SmartProtection.NotUsed"/>.
/// </summary>
public readonly record struct ClientStatus(
    Connection Connection,
    ScanMethod ScanMethod,
    PatternStatus Pattern,
    RealTimeScan RealTimeScan,
    SmartProtection SmartProtection)
{
    /// <summary>All 90, in the order of the enums.</summary>
    public static IReadOnlyList<ClientStatus> All { get; } =
    [
        .. from connection in Enum.GetValues<Connection>()
           from method in Enum.GetValues<ScanMethod>()
           from pattern in Enum.GetValues<PatternStatus>()
           from realTimeScan in Enum.GetValues<RealTimeScan>()
           from link in Enum.GetValues<SmartProtection>()
           where IsPossible(method, link)
           select new ClientStatus(connection, method, pattern, realTimeScan, link),
    ];

    /// <summary>The facts of few values that icons show.</summary>
    public static Fact ShownFacts { get; } = All[0].Numbers.Which;

    /// <summary>Those that no icon shows.</summary>
    public static IReadOnlyList<FactRow> UnshownFacts { get; } = [.. Facts.All.Where(fact => fact.Values is not null && !ShownFacts.HasFlag(fact.Fact))];

    /// <summary>Those conditions that follow from a status.</summary>
    public static Conditions ConditionsOfFacts { get; } = All.Aggregate(Conditions.None, (set, status) => set | status.Conditions);

    /// <summary>The status that follows from what is known of a client.</summary>
    public static ClientStatus Of(FactNumbers facts, PatternStatus pattern, bool isPresent) => new(
        ConnectionRules.Of(facts.Flag(Fact.Roaming) == true, isPresent),
        (ScanMethod)facts[Fact.ScanMethod],
        pattern,
        (RealTimeScan)facts[Fact.RealTimeScan],
        (SmartProtection)facts[Fact.SmartProtection]);

    /// <summary>The values of the facts that have few, as far as the icon shows them.</summary>
    public FactNumbers Numbers => default(FactNumbers)
        .With(Fact.ScanMethod, (int)ScanMethod)
        .With(Fact.RealTimeScan, (int)RealTimeScan)
        .With(Fact.SmartProtection, (int)SmartProtection)
        .With(Fact.Roaming, FactNumbers.NumberOf(Connection == Connection.Roaming));

    /// <summary>Smart scan is no scan without its server: only with conventional scan may there be no link.</summary>
    public static bool IsPossible(ScanMethod method, SmartProtection link) => method == ScanMethod.Conventional || link != SmartProtection.NotUsed;

    /// <summary>What calls for action, whether the icon shows it or not. Source: the five conditions of the seed.</summary>
    public Conditions Conditions =>
        (Pattern == PatternStatus.Outdated ? Conditions.PatternOutdated : default)
        | (RealTimeScan == RealTimeScan.Disabled ? Conditions.RealTimeScanDisabled : default)
        | (RealTimeScan == RealTimeScan.Stopped ? Conditions.RealTimeScanStopped : default)
        | (SmartProtection != SmartProtection.Disconnected ? default
            : ScanMethod == ScanMethod.Smart ? Conditions.SmartProtectionUnreachable
            : Conditions.WebReputationUnreachable);
}
