using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Since when each fact holds, in milliseconds since the Unix epoch; 0 also of one that was never told (<see cref="ClientState.SinceOf"/> tells them apart).</summary>
public readonly record struct FactTimes(
    long ScanMethod, long Pattern, long RealTimeScan, long SmartProtection, long Roaming, long Group)
{
    /// <summary>The same with every fact of a set moved to a moment, or to "never".</summary>
    public FactTimes With(Fact facts, DateTimeOffset? since)
    {
        var at = since?.ToUnixTimeMilliseconds() ?? 0;
        return new FactTimes(
            facts.HasFlag(Fact.ScanMethod) ? at : ScanMethod,
            facts.HasFlag(Fact.Pattern) ? at : Pattern,
            facts.HasFlag(Fact.RealTimeScan) ? at : RealTimeScan,
            facts.HasFlag(Fact.SmartProtection) ? at : SmartProtection,
            facts.HasFlag(Fact.Roaming) ? at : Roaming,
            facts.HasFlag(Fact.Group) ? at : Group);
    }

    /// <summary>The milliseconds of one fact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public long this[Fact fact] => fact switch
    {
        Fact.ScanMethod => ScanMethod,
        Fact.Pattern => Pattern,
        Fact.RealTimeScan => RealTimeScan,
        Fact.SmartProtection => SmartProtection,
        Fact.Roaming => Roaming,
        Fact.Group => Group,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "not a single fact"),
    };
}
