using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Drive;

/// <summary>What a client is that obeys settings: its machine, with what is managed laid over it.</summary>
internal static class ManagedFacts
{
    private static readonly Fact[] Managed = [Fact.ScanMethod, Fact.RealTimeScan, Fact.SmartProtection];

    /// <summary>What it tells in the place of what its machine would.</summary>
    /// <param name="told">What the machine would tell.</param>
    /// <param name="machine">What the machine is, with that.</param>
    /// <param name="held">The settings that the client applied; null: none.</param>
    public static ReportedFacts Of(ReportedFacts told, FactNumbers machine, LevelSettings? held)
    {
        if (held is null)
            return told;
        var (numbers, isSo) = (told.Numbers, Of(machine, held));
        foreach (var fact in Managed.Where(fact => told.Numbers[fact] != 0))
            numbers = numbers.With(fact, isSo[fact]);
        return numbers == told.Numbers ? told : told with { Numbers = numbers };
    }

    /// <summary>What it tells when it applies other settings than before; none: nothing has changed.</summary>
    public static FactNumbers Change(FactNumbers machine, LevelSettings? before, LevelSettings after)
    {
        var (was, isSo) = (Of(machine, before), Of(machine, after));
        var changed = was.Differing(isSo);
        // Another method asks another server: the link is told with it.
        return isSo.Only(changed.HasFlag(Fact.ScanMethod) ? changed | Fact.SmartProtection : changed);
    }

    private static FactNumbers Of(FactNumbers machine, LevelSettings? held)
    {
        var scan = (held?.RealTimeScan, (RealTimeScan)machine[Fact.RealTimeScan]) switch
        {
            // Who stopped the service has to start it: settings do not.
            (ManagedScan.Enabled, RealTimeScan.Disabled) => RealTimeScan.Enabled,
            (ManagedScan.Disabled, RealTimeScan.Enabled) => RealTimeScan.Disabled,
            var (_, own) => own,
        };
        var method = held?.ScanMethod switch
        {
            ManagedMethod.Conventional => ScanMethod.Conventional,
            ManagedMethod.Smart => ScanMethod.Smart,
            _ => (ScanMethod)machine[Fact.ScanMethod],
        };
        var link = (SmartProtection)machine[Fact.SmartProtection];
        return machine
            .With(Fact.RealTimeScan, (int)scan)
            .With(Fact.ScanMethod, (int)method)
            .With(Fact.SmartProtection, (int)(method == ScanMethod.Smart && link == SmartProtection.NotUsed ? SmartProtection.Disconnected : link));
    }
}
