using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>What a server should believe of one client.</summary>
/// <param name="Exists">It knows the client.</param>
/// <param name="LastSeq">How many reports arrived, refused ones included.</param>
/// <param name="Group">Its group.</param>
/// <param name="IsConnected">It has a session.</param>
/// <param name="HasLeft">It was uninstalled or moved, and is left out of lists and counts.</param>
/// <param name="Numbers">The facts that have few values.</param>
/// <param name="PatternStatus">Of its pattern, at the moment of the fleet.</param>
public readonly record struct OracleClient(bool Exists, int LastSeq, GroupName Group, bool IsConnected, bool HasLeft, FactNumbers Numbers, PatternStatus PatternStatus)
{
    /// <summary>The settings that it holds; null: none.</summary>
    internal PlainSettings? Held { get; init; }

    /// <summary>Its scan method.</summary>
    public ScanMethod ScanMethod => (ScanMethod)Numbers[Fact.ScanMethod];

    /// <summary>Its Real-time Scan.</summary>
    public RealTimeScan RealTimeScan => (RealTimeScan)Numbers[Fact.RealTimeScan];

    /// <summary>Its link to a Smart Protection Server.</summary>
    public SmartProtection SmartProtection => (SmartProtection)Numbers[Fact.SmartProtection];

    /// <summary>Roaming mode is on.</summary>
    public bool Roaming => Numbers[Fact.Roaming] == FactNumbers.On;

    /// <summary>Roaming, whether or not it has a session; else online with one, and offline without.</summary>
    public Connection Connection => Roaming ? Connection.Roaming : IsConnected ? Connection.Online : Connection.Offline;

    /// <summary>What calls for somebody's action, in words. A smart-scan client out of reach misses Smart Protection, a conventional one Web Reputation.</summary>
    public IEnumerable<string> Conditions
    {
        get
        {
            if (PatternStatus == PatternStatus.Outdated)
                yield return "pattern-outdated";
            if (RealTimeScan == RealTimeScan.Disabled)
                yield return "real-time-scan-disabled";
            if (RealTimeScan == RealTimeScan.Stopped)
                yield return "real-time-scan-stopped";
            if (SmartProtection == SmartProtection.Disconnected)
                yield return ScanMethod == ScanMethod.Smart ? "smart-protection-unreachable" : "web-reputation-unreachable";
        }
    }
}
