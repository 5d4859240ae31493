using System.Collections.Immutable;

namespace Fleet.Core.Tasks;

/// <summary>How fast a task comes to its targets, and what stops it.</summary>
/// <param name="PerMinute">How many targets are offered it a minute, 1 to <see cref="MaxPerMinute"/>.</param>
/// <param name="Increase">Null: the rate stays.</param>
/// <param name="Abort">Null: it goes on, however many fail.</param>
/// <param name="Waves">Empty: all targets are one wave. Their shares add up to 100.</param>
public sealed record Rollout(int PerMinute, Increase? Increase, Abort? Abort, ImmutableArray<Wave> Waves)
{
    /// <summary>The highest rate, of an increase too.</summary>
    public const int MaxPerMinute = 60_000;

    /// <summary>How many waves there may be.</summary>
    public const int MaxWaves = 20;

    /// <summary>If nobody says.</summary>
    public static Rollout Usual { get; } = new(600, Increase: null, Abort: null, []);

    /// <summary>How many waves there are, one at least.</summary>
    public int WaveCount => Math.Max(1, Waves.Length);

    /// <summary>How many of the first targets belong to a wave or to those before it.</summary>
    /// <param name="wave">From 0.</param>
    /// <param name="targets">How many targets there are.</param>
    public long EndOf(int wave, long targets) =>
        wave >= WaveCount - 1 ? targets : (targets * Waves.Take(wave + 1).Sum(one => one.Percent) + 99) / 100;

    /// <summary>Whether an operator has to approve the wave after this one.</summary>
    public bool NeedsApprovalAfter(int wave) => wave < Waves.Length && Waves[wave].Approve;

    /// <summary>The rate a minute when so many targets were sent it.</summary>
    public double RateAfter(long sent) => Increase is null ? PerMinute : Math.Min(MaxPerMinute, PerMinute * Math.Pow(Increase.Factor, sent / Increase.After));

    /// <inheritdoc/>
    public bool Equals(Rollout? other) =>
        other is not null && (PerMinute, Increase, Abort) == (other.PerMinute, other.Increase, other.Abort) && Waves.SequenceEqual(other.Waves);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PerMinute, Increase, Abort, Waves.Length);
}

/// <summary>The rate grows.</summary>
/// <param name="Factor">By this, more than 1 and up to <see cref="MaxFactor"/>.</param>
/// <param name="After">Each time that so many targets more were sent the task.</param>
public sealed record Increase(double Factor, int After)
{
    /// <summary>The largest factor.</summary>
    public const double MaxFactor = 10;
}

/// <summary>When a task is stopped. Only targets that came to an end at the client count.</summary>
/// <param name="FailedPercent">So many of them, 1 to 100 in a hundred, failed, were rejected or timed out.</param>
/// <param name="Minimum">So many of them there are at least.</param>
public sealed record Abort(int FailedPercent, int Minimum)
{
    /// <summary>Whether it is so.</summary>
    public bool IsDue(TargetCounts counts) => counts.Settled >= Minimum && counts.Failures * 100 >= counts.Settled * FailedPercent;
}

/// <summary>A share of the targets that is sent the task before the others.</summary>
/// <param name="Percent">Of all targets, 1 to 100.</param>
/// <param name="Approve">An operator has to approve the next wave.</param>
public sealed record Wave(int Percent, bool Approve);
