namespace Fleet.Core.Tasks;

/// <summary>How the targets of a task stand, as far as a decision about the whole needs it.</summary>
/// <param name="Counts">Of all of them.</param>
/// <param name="WaveIsOver">None of the waves that have begun is queued, sent or started.</param>
/// <param name="WaveHasSettled">At least one of the last wave that has begun came to an end at its client.</param>
public sealed record TaskFigures(TargetCounts Counts, bool WaveIsOver, bool WaveHasSettled);
