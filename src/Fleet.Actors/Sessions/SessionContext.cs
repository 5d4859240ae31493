namespace Fleet.Actors.Sessions;

/// <summary>What every stream of a node shares.</summary>
/// <param name="Presence">The settings.</param>
/// <param name="Time">The server's clock.</param>
/// <param name="Directory">The sessions of this node.</param>
public sealed record SessionContext(PresenceSettings Presence, TimeProvider Time, SessionDirectory Directory)
{
    /// <summary>Judges all sessions.</summary>
    public PresenceClock Clock { get; } = new(Time);

    /// <summary>Hellos that have no welcome yet. Each may need a recovery and a row.</summary>
    public Turnstile Hellos { get; } = new(least: 100, most: 4_000, Time);

    /// <summary>Reports that have no answer yet.</summary>
    public Turnstile Reports { get; } = new(least: 500, most: 20_000, Time);
}
