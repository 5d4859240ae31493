namespace Fleet.Host.Listening;

/// <summary>Tells of a connection, and of every request on it, at which listener it came in.</summary>
internal sealed record CameInAt(Listener Listener);
