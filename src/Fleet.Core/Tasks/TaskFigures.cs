namespace Fleet.Core.Tasks;

/// <summary>How the targets of a task stand, as far as a decision about the whole needs it.</summary>
/// <param name="Counts">Of all of them.</param>
/// <param name="WaveIsOver">None of the waves that have begun is queued, sent or started: whoever could be sent it has come to an end.</param>
public sealed record TaskFigures(TargetCounts Counts, bool WaveIsOver);
