namespace Fleet.Sim.Report;

/// <summary>What a run is made for: it decides what a late generator means.</summary>
public enum RunPurpose
{
    /// <summary>To measure: latencies of an overtaxed generator are worth nothing, so the run is invalid.</summary>
    Measurement = 1,

    /// <summary>To show: it is only said.</summary>
    Demonstration,

    /// <summary>To bring a recorded fleet about: what counts is the fleet. Everybody connects at once where it begins, so its latencies are no measure, and are no verdict.</summary>
    Replay,
}
