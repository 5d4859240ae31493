namespace Fleet.Sim.Drive;

/// <summary>A stretch of a run.</summary>
/// <param name="From">Since the start of the run.</param>
/// <param name="To">Since the start of the run.</param>
/// <param name="Offered">Reports that became due in it.</param>
/// <param name="Acked">Reports that were acknowledged in it.</param>
/// <param name="Errors">What went wrong with reports in it.</param>
/// <param name="Reconnects">Sessions that broke in it without the timeline wanting it.</param>
/// <param name="Waiting">Reports that are due and without an answer at its end.</param>
/// <param name="Online">Clients at its end, by their own view.</param>
/// <param name="Offline">Clients at its end, by their own view.</param>
/// <param name="Roaming">Clients at its end, by their own view.</param>
/// <param name="Latency">Of the reports acknowledged in it.</param>
/// <param name="Lateness">Of the steps made in it.</param>
public sealed record DriveInterval(
    TimeSpan From,
    TimeSpan To,
    long Offered,
    long Acked,
    long Errors,
    long Reconnects,
    long Waiting,
    int Online,
    int Offline,
    int Roaming,
    Percentiles Latency,
    Percentiles Lateness);
