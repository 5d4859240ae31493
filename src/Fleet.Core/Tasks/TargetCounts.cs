using System.Collections.Immutable;

namespace Fleet.Core.Tasks;

/// <summary>How many targets of a task are in each state.</summary>
/// <param name="ByState">Those that have any.</param>
public sealed record TargetCounts(ImmutableSortedDictionary<TargetState, long> ByState)
{
    /// <summary>Of a task without targets.</summary>
    public static TargetCounts None { get; } = new(ImmutableSortedDictionary<TargetState, long>.Empty);

    /// <summary>How many are in a state.</summary>
    public long this[TargetState state] => ByState.GetValueOrDefault(state);

    /// <summary>All.</summary>
    public long Total => ByState.Values.Sum();

    /// <summary>Those that came to an end at the client.</summary>
    public long Settled => Sum(TargetStates.IsSettled);

    /// <summary>Those of them that did not succeed.</summary>
    public long Failures => Settled - this[TargetState.Succeeded];

    /// <summary>Those that something may still become of.</summary>
    public long Open => Sum(TargetStates.IsOpen);

    /// <summary>Those that were sent it at least once, as far as their states tell.</summary>
    public long Sent => Settled + Sum(TargetStates.IsUnderWay);

    /// <summary>The same with a target more in one state.</summary>
    public TargetCounts With(TargetState state, long more = 1) => new(ByState.SetItem(state, this[state] + more));

    private long Sum(Func<TargetState, bool> isMeant) => ByState.Where(count => isMeant(count.Key)).Sum(count => count.Value);
}
