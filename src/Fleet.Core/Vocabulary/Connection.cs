namespace Fleet.Core.Vocabulary;

/// <summary>How a client stands to the server, as its icon shows it.</summary>
/// <remarks>Source: the three icon tables of the seed.</remarks>
public enum Connection
{
    /// <summary>A session is present: tasks can be started and settings deployed.</summary>
    Online = 1,

    /// <summary>No session: the server cannot manage the client.</summary>
    Offline = 2,

    /// <summary>Roaming mode is on: no tasks, settings or logs, whether or not a session is present.</summary>
    Roaming = 3,
}

/// <summary>What a client's connection follows from.</summary>
public static class ConnectionRules
{
    /// <summary>Roaming mode goes before presence; presence before absence.</summary>
    public static Connection Of(bool isRoaming, bool isPresent) =>
        isRoaming ? Connection.Roaming : isPresent ? Connection.Online : Connection.Offline;
}
