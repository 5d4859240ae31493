namespace Fleet.Sim.Synthesis;

/// <summary>The parts of a client's life: each is a small state machine, independent of the others.</summary>
internal enum Track
{
    /// <summary>States: <see cref="PresenceState"/>.</summary>
    Presence,

    /// <summary>States: <see cref="RoamingState"/>.</summary>
    Roaming,

    /// <summary>States: <see cref="Core.Vocabulary.PatternStatus"/>.</summary>
    Pattern,

    /// <summary>States: <see cref="Core.Vocabulary.RealTimeScan"/>.</summary>
    RealTimeScan,

    /// <summary>States: <see cref="Core.Vocabulary.SmartProtection"/>.</summary>
    SmartProtection,
}

/// <summary>Where a client is, as it knows itself.</summary>
internal enum PresenceState : byte
{
    /// <summary>Its life has not begun.</summary>
    Off,

    /// <summary>It has no connection.</summary>
    Away,

    /// <summary>It has one.</summary>
    Present,

    /// <summary>It was uninstalled or moved, and does not come back.</summary>
    Gone,
}

/// <summary>Roaming mode.</summary>
internal enum RoamingState : byte
{
    /// <summary>It is off.</summary>
    Home,

    /// <summary>It is on.</summary>
    Roaming,
}
