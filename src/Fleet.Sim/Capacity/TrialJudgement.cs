using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>One trial of a search, and what it says about the load.</summary>
/// <param name="Load">Reports a second, or clients.</param>
/// <param name="FullLength">As long as trials are that count for the lower bound.</param>
/// <param name="Reasons">What was against it; none: the load was carried.</param>
/// <param name="GeneratorLimit">The generator was late or short of processor time.</param>
/// <param name="Outcome">What was measured after the warm-up.</param>
/// <param name="BacklogGrowth">Reports a second by which those without an answer grew.</param>
/// <param name="ServerCpuShare">Of the server's cores; null if it does not tell.</param>
public sealed record TrialJudgement(
    double Load, bool FullLength, IReadOnlyList<string> Reasons, bool GeneratorLimit, TrialOutcome Outcome, double BacklogGrowth, double? ServerCpuShare)
{
    /// <summary>In which repeat of the search, from 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>How long it took, its start and its end included.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What neither the generator nor the server took of their cores, but somebody else; null if that cannot be told.</summary>
    public double? ForeignCpuShare { get; init; }

    /// <summary>The server carried the load.</summary>
    public bool Kept => Reasons.Count == 0;

    /// <summary>
    /// Why it says nothing about the server, in a few words; null: it does. A machine that did other things, or chance, which let nobody report. What was
    /// carried in spite of others was carried.
    /// </summary>
    public string? SpoiltBy => Kept ? null
        : Outcome.Driven.Offered == 0 ? "nobody reported anything"
        : ForeignCpuShare > ForeignLoad.Most ? $"others took {ForeignCpuShare:0%} of the cores"
        : null;
}
