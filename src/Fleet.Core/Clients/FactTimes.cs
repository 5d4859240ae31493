using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Since when each fact holds, in milliseconds since the Unix epoch; 0: never told.</summary>
public readonly record struct FactTimes(
    long ScanMethod, long Pattern, long RealTimeScan, long SmartProtection, long Roaming, long Group)
{
    /// <summary>Since when one fact holds; null if it was never told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public DateTimeOffset? this[Fact fact] => Milliseconds(fact) is var at and not 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>The same with every fact of a set moved to a moment, or to "never".</summary>
    public FactTimes With(Fact facts, DateTimeOffset? since)
    {
        // The epoch itself, which a machine with a dead clock tells, counts as the millisecond after it.
        var at = since is { } moment ? moment.ToUnixTimeMilliseconds() is var told and not 0 ? told : 1 : 0;
        return new FactTimes(
            facts.HasFlag(Fact.ScanMethod) ? at : ScanMethod,
            facts.HasFlag(Fact.Pattern) ? at : Pattern,
            facts.HasFlag(Fact.RealTimeScan) ? at : RealTimeScan,
            facts.HasFlag(Fact.SmartProtection) ? at : SmartProtection,
            facts.HasFlag(Fact.Roaming) ? at : Roaming,
            facts.HasFlag(Fact.Group) ? at : Group);
    }

    private long Milliseconds(Fact fact) => fact switch
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
