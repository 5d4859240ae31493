namespace Fleet.Sim.Drive;

/// <summary>How a run stands, as of a moment not long ago.</summary>
/// <param name="Elapsed">Since the start.</param>
/// <param name="Length">How long the timeline takes at this speed; null if as fast as possible.</param>
/// <param name="Played">Every step of the timeline was made.</param>
/// <param name="Steps">Steps of the timeline that were made.</param>
/// <param name="Online">Clients by their own view.</param>
/// <param name="Offline">Clients by their own view.</param>
/// <param name="Roaming">Clients by their own view.</param>
/// <param name="Waiting">Reports that are due and have no answer yet.</param>
/// <param name="Unsettled">Clients that have not got where they were going.</param>
/// <param name="Tally">Since the start.</param>
/// <param name="Latency">Of the reports acked in the latest interval.</param>
/// <param name="Lateness">Since the start.</param>
/// <param name="Heartbeat">The interval of the latest welcome.</param>
/// <param name="Timeout">The timeout of the latest welcome: a silent client is offline after it.</param>
/// <param name="LastTrouble">What went wrong last; null if nothing did.</param>
public sealed record DriveProgress(
    TimeSpan Elapsed,
    TimeSpan? Length,
    bool Played,
    long Steps,
    int Online,
    int Offline,
    int Roaming,
    long Waiting,
    int Unsettled,
    Tally Tally,
    Percentiles Latency,
    Percentiles Lateness,
    TimeSpan Heartbeat,
    TimeSpan Timeout,
    string? LastTrouble);
