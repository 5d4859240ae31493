using Fleet.Sim.Drive;

namespace Fleet.Sim.Report;

/// <summary>A second of a run; after an hour a row is longer, a 3,600th of the time so far.</summary>
/// <param name="At">When it began, in seconds since the start.</param>
/// <param name="Seconds">How long it was.</param>
/// <param name="Offered">Reports that became due in it.</param>
/// <param name="Acked">Reports that were acknowledged in it.</param>
/// <param name="Errors">What went wrong with reports in it.</param>
/// <param name="Reconnects">Sessions that broke in it.</param>
/// <param name="Waiting">Reports without an answer at its end.</param>
/// <param name="Online">Clients at its end, as they see themselves.</param>
/// <param name="Offline">Clients at its end, as they see themselves.</param>
/// <param name="Roaming">Clients at its end, as they see themselves.</param>
/// <param name="LatencyMs">Of the reports acknowledged in it.</param>
/// <param name="LatenessMs">Of the steps made in it.</param>
public sealed record SecondDocument(
    double At, double Seconds, long Offered, long Acked, long Errors, long Reconnects, long Waiting, int Online, int Offline, int Roaming, Percentiles LatencyMs, Percentiles LatenessMs)
{
    /// <summary>Of an interval.</summary>
    public static SecondDocument Of(DriveInterval interval) => new(
        Math.Round(interval.From.TotalSeconds, 3), Math.Round((interval.To - interval.From).TotalSeconds, 3), interval.Offered, interval.Acked, interval.Errors, interval.Reconnects,
        interval.Waiting, interval.Online, interval.Offline, interval.Roaming, interval.Latency.Percentiles, interval.Lateness.Percentiles);
}
