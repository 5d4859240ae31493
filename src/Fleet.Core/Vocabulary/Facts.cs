using System.Collections.Immutable;
using System.Numerics;

namespace Fleet.Core.Vocabulary;

/// <summary>
/// The one list of facts: who reads, writes, keeps, shows or draws facts walks through it. Most have a few values; pattern and group are of
/// a kind of their own, and are written out wherever they differ.
/// </summary>
public static class Facts
{
    /// <summary>As many as <see cref="Clients.FactTimes"/> and <see cref="FactNumbers"/> hold. One more than that: make this larger.</summary>
    public const int Room = 8;

    /// <summary>All, in the order of their bits: each row has the index of its bit.</summary>
    public static ImmutableArray<FactRow> All { get; } =
    [
        new(Fact.ScanMethod, FewValues.Words(ScanMethod.Conventional)),
        new(Fact.Pattern),
        new(Fact.RealTimeScan, FewValues.Words(RealTimeScan.Enabled)),
        new(Fact.SmartProtection, FewValues.Words(SmartProtection.NotUsed)),
        new(Fact.Roaming, FewValues.Flag()),
        new(Fact.Group),
    ];

    /// <summary>All as a set.</summary>
    public static Fact Every { get; } = All.Aggregate(Fact.None, (set, row) => set | row.Fact);

    /// <summary>What the facts of few values are until they are told.</summary>
    public static FactNumbers Defaults { get; } = All.Aggregate(default(FactNumbers), (all, row) => row.Values is { } values ? all.With(row.Fact, values.Default) : all);

    /// <summary>The row of a fact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public static FactRow Of(Fact fact) => All[IndexOf(fact)];

    /// <summary>Its place in <see cref="All"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public static int IndexOf(Fact fact) => BitOperations.IsPow2((int)fact) && BitOperations.TrailingZeroCount((int)fact) is var index and < Room
        ? index
        : throw new ArgumentOutOfRangeException(nameof(fact), fact, "not a single fact");
}

/// <summary>A fact.</summary>
/// <param name="Fact">Its bit.</param>
/// <param name="Values">What it takes; null: more than a few values.</param>
public sealed record FactRow(Fact Fact, FewValues? Values = null)
{
    /// <summary>As JSON spells it: <c>realTimeScan</c>.</summary>
    public string Name { get; } = char.ToLowerInvariant(Fact.ToString()[0]) + Fact.ToString()[1..];

    /// <summary>As tables and protobuf spell it: <c>real_time_scan</c>.</summary>
    public string SnakeName { get; } = Words.Of(Fact).Replace('-', '_');
}
