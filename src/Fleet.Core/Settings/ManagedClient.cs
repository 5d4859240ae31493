using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>What the deployment of settings has to know of a client, and no more.</summary>
/// <param name="Connection">How it stands to the server: who holds a stream to it does not matter.</param>
/// <param name="Group">Its group.</param>
/// <param name="Settings">What is said for it alone, and what it answered.</param>
/// <param name="RealTimeScan">As it reported it; null: never.</param>
/// <param name="ScanMethod">As it reported it; null: never.</param>
public sealed record ManagedClient(Connection Connection, GroupName Group, ClientSettings Settings, RealTimeScan? RealTimeScan, ScanMethod? ScanMethod)
{
    /// <summary>What it reported and is managed to be otherwise. A service that was stopped is no drift: it has to be started on the machine.</summary>
    public Fact DriftFrom(EffectiveSettings inForce) =>
        (IsDrift(inForce.Settings.RealTimeScan) ? Fact.RealTimeScan : Fact.None) | (IsDrift(inForce.Settings.ScanMethod) ? Fact.ScanMethod : Fact.None);

    /// <summary>It reported of a fact just what it is managed to be.</summary>
    public bool Follows(Fact fact, EffectiveSettings inForce) => fact switch
    {
        Fact.RealTimeScan => (inForce.Settings.RealTimeScan, RealTimeScan) is (ManagedScan.Enabled, Vocabulary.RealTimeScan.Enabled) or (ManagedScan.Disabled, Vocabulary.RealTimeScan.Disabled),
        Fact.ScanMethod => (inForce.Settings.ScanMethod, ScanMethod) is (ManagedMethod.Conventional, Vocabulary.ScanMethod.Conventional) or (ManagedMethod.Smart, Vocabulary.ScanMethod.Smart),
        _ => false,
    };

    private bool IsDrift(ManagedScan? managed) => managed switch
    {
        ManagedScan.Enabled => RealTimeScan == Vocabulary.RealTimeScan.Disabled,
        ManagedScan.Disabled => RealTimeScan == Vocabulary.RealTimeScan.Enabled,
        _ => false,
    };

    private bool IsDrift(ManagedMethod? managed) => managed switch
    {
        ManagedMethod.Conventional => ScanMethod == Vocabulary.ScanMethod.Smart,
        ManagedMethod.Smart => ScanMethod == Vocabulary.ScanMethod.Conventional,
        _ => false,
    };
}
