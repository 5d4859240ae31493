namespace Fleet.Sim.Scenario;

/// <summary>
/// What may happen in a client's life. The values number the random streams of a timeline and stay what they are.
/// </summary>
public enum Verb
{
    /// <summary>The machine is switched on for the first time: life begins, with a connection.</summary>
    Login = 1,

    /// <summary>Connects again after it was away.</summary>
    Connect = 2,

    /// <summary>Says goodbye.</summary>
    Leave = 3,

    /// <summary>Its stream breaks.</summary>
    Break = 4,

    /// <summary>Its cable is pulled.</summary>
    PullCable = 5,

    /// <summary>Roaming mode goes on.</summary>
    Roam = 6,

    /// <summary>Roaming mode goes off.</summary>
    Return = 7,

    /// <summary>The pattern turns outdated.</summary>
    Age = 8,

    /// <summary>An outdated pattern is replaced by the newest.</summary>
    Fetch = 9,

    /// <summary>Real-time Scan is switched off.</summary>
    Disable = 10,

    /// <summary>The Real-time Scan service stops.</summary>
    Stop = 11,

    /// <summary>Real-time Scan runs again.</summary>
    Restore = 12,

    /// <summary>The Smart Protection Server gets out of reach.</summary>
    Lose = 13,

    /// <summary>The Smart Protection Server is reached again.</summary>
    Find = 14,
}
