namespace Fleet.Actors.Sessions;

/// <summary>What every stream of a node shares.</summary>
/// <param name="Presence">The settings.</param>
/// <param name="Time">The server's clock.</param>
/// <param name="Directory">The sessions of this node.</param>
public sealed record SessionContext(PresenceSettings Presence, TimeProvider Time, SessionDirectory Directory);
