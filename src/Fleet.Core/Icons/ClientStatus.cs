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
           where method == ScanMethod.Conventional || link != SmartProtection.NotUsed
           select new ClientStatus(connection, method, pattern, realTimeScan, link),
    ];

    /// <summary>What calls for action, whether the icon shows it or not. Source: the five conditions of the seed.</summary>
    public Conditions Conditions =>
        (Pattern == PatternStatus.Outdated ? Conditions.PatternOutdated : default)
        | (RealTimeScan == RealTimeScan.Disabled ? Conditions.RealTimeScanDisabled : default)
        | (RealTimeScan == RealTimeScan.Stopped ? Conditions.RealTimeScanStopped : default)
        | (SmartProtection != SmartProtection.Disconnected ? default
            : ScanMethod == ScanMethod.Smart ? Conditions.SmartProtectionUnreachable
            : Conditions.WebReputationUnreachable);
}
