namespace Fleet.Actors.Sweep;

/// <summary>How fast a sweep goes.</summary>
/// <param name="Interval">From the end of a round to the next one.</param>
/// <param name="PageEvery">From page to page; null: as clients answer.</param>
internal sealed record SweepPace(TimeSpan Interval, TimeSpan? PageEvery = null);
