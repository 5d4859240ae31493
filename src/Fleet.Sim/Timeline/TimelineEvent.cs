namespace Fleet.Sim.Timeline;

/// <summary>One step of one client.</summary>
/// <param name="At">Since the start of the run; whole microseconds.</param>
/// <param name="Client">Index of the client, from 0.</param>
/// <param name="Number">Counts the client's events, from 1.</param>
/// <param name="Step">What happens.</param>
public readonly record struct TimelineEvent(TimeSpan At, int Client, long Number, Step Step);
