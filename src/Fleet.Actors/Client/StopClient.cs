namespace Fleet.Actors.Client;

/// <summary>
/// Stops a client actor after what it has accepted: unlike a poison pill it waits in the stash while a write is under way.
/// </summary>
public sealed record StopClient
{
    /// <summary>The only one.</summary>
    public static StopClient Instance { get; } = new();
}
