namespace Fleet.Sim.Scenario;

/// <summary>A stretch of a scenario in which the fleet is more or less busy: every rate is multiplied by its intensity.</summary>
/// <param name="Shape">How the intensity runs.</param>
/// <param name="Share">Of the duration.</param>
/// <param name="Intensity">Where the shape goes; may be over 100%.</param>
public sealed record Phase(PhaseShape Shape, Share Share, Share Intensity);

/// <summary>How the intensity runs through a phase.</summary>
public enum PhaseShape
{
    /// <summary>Evenly from where the phase before ended (0% at the start) to the intensity.</summary>
    Ramp = 1,

    /// <summary>At the intensity throughout.</summary>
    Steady,

    /// <summary>Evenly up to the intensity, and back to where the phase before ended.</summary>
    Spike,

    /// <summary>At the intensity for whatever the other phases leave of the duration.</summary>
    Soak,
}
