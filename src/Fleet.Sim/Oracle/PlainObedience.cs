using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>What a client is that obeys settings: read from the document once more, and not taken from the client's code.</summary>
internal static class PlainObedience
{
    private const Fact Manageable = Fact.ScanMethod | Fact.RealTimeScan | Fact.SmartProtection;

    /// <summary>
    /// What a client is under the settings that it holds. Real-time Scan is on or off as is managed, but a service that was stopped stays so. There is the managed scan method, and with smart
    /// scan a server that is reached or not.
    /// </summary>
    /// <param name="machine">What its machine is.</param>
    /// <param name="held">The settings.</param>
    public static FactNumbers Of(FactNumbers machine, PlainSettings held)
    {
        var numbers = machine;
        var isStopped = numbers[Fact.RealTimeScan] == (int)RealTimeScan.Stopped;
        if (held.RealTimeScan is "enabled" or "disabled" && !isStopped)
            numbers = numbers.With(Fact.RealTimeScan, (int)(held.RealTimeScan == "enabled" ? RealTimeScan.Enabled : RealTimeScan.Disabled));
        if (held.ScanMethod is "smart" or "conventional")
            numbers = numbers.With(Fact.ScanMethod, (int)(held.ScanMethod == "smart" ? ScanMethod.Smart : ScanMethod.Conventional));
        return numbers[Fact.ScanMethod] == (int)ScanMethod.Smart && numbers[Fact.SmartProtection] == (int)SmartProtection.NotUsed
            ? numbers.With(Fact.SmartProtection, (int)SmartProtection.Disconnected)
            : numbers;
    }

    /// <summary>What it tells in the place of what its machine would.</summary>
    /// <param name="told">What that would tell.</param>
    /// <param name="machine">What it is, with that.</param>
    /// <param name="held">The settings.</param>
    public static ReportedFacts Told(ReportedFacts told, FactNumbers machine, PlainSettings held) =>
        told with { Numbers = Of(machine, held).Only(told.Numbers.Which & Manageable).Over(told.Numbers) };

    /// <summary>What it tells of itself when it is another one than before: with another scan method its link, too. None: nothing has changed.</summary>
    public static FactNumbers Change(FactNumbers before, FactNumbers after)
    {
        var changed = before.Differing(after);
        return changed == Fact.None ? default : after.Only(changed.HasFlag(Fact.ScanMethod) ? changed | Fact.SmartProtection : changed);
    }
}
