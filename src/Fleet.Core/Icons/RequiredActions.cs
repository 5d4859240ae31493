using Fleet.Core.Vocabulary;

namespace Fleet.Core.Icons;

/// <summary>
/// Which actions a client's conditions call for. Who can act depends on the connection: from the server nothing reaches
/// a client that is offline, nor one that roams, even over a working connection.
/// </summary>
public static class RequiredActions
{
    /// <summary>The actions for all conditions of a status, in the order in which to do them.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isAway">A client that roams has no session either: it has to come back as well.</param>
    public static IReadOnlyList<RequiredAction> For(ClientStatus status, bool isAway = false) =>
        ForEach(status.Conditions, status.Connection, isAway);

    /// <summary>The actions for each condition of a set, in the order in which to do them.</summary>
    /// <param name="conditions">The set.</param>
    /// <param name="connection">The client's connection.</param>
    /// <param name="isAway">A client that roams has no session either: it has to come back as well.</param>
    /// <param name="granted">What it was granted; null: what is built in.</param>
    public static IReadOnlyList<RequiredAction> ForEach(Conditions conditions, Connection connection, bool isAway = false, AlreadyGranted? granted = null) =>
        [.. Words.Each(conditions).SelectMany(condition => For(condition, connection, isAway, granted ?? AlreadyGranted.BuiltIn))];

    /// <summary>The actions for one condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="connection">The client's connection.</param>
    /// <param name="isAway">A client that roams has no session either: it has to come back as well.</param>
    /// <param name="granted">What it was granted; null: what is built in.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a single condition.</exception>
    public static IReadOnlyList<RequiredAction> For(Conditions condition, Connection connection, bool isAway = false, AlreadyGranted? granted = null) =>
        For(condition, connection, isAway, granted ?? AlreadyGranted.BuiltIn);

    private static RequiredAction[] For(Conditions condition, Connection connection, bool isAway, AlreadyGranted granted) => condition switch
    {
        Conditions.PatternOutdated =>
        [
            new("update-pattern", ActionOwner.User, "Fetch the latest pattern with the client's own update command."),
            PatternFromServer(connection, granted.UpdatesWhileRoaming),
            .. connection == Connection.Offline && !granted.Roaming ? (RequiredAction[])[GrantRoaming] : [],
        ],
        Conditions.RealTimeScanDisabled => connection switch
        {
            Connection.Online => [RealTimeScanFromServer(granted, "Switch Real-time Scan on for this client.", "Real-time Scan is managed on, and the client is told so each minute: see its settings if it stays off.")],
            Connection.Roaming =>
            [
                new("leave-roaming", ActionOwner.User, "Leave roaming mode: until then no setting reaches this client."),
                .. isAway ? (RequiredAction[])[Reconnect] : [],
                RealTimeScanFromServer(
                    granted, "Switch Real-time Scan on once the client has left roaming mode.", "Real-time Scan is managed on: it is put back on when the client leaves roaming mode. See its settings if it stays off then."),
            ],
            _ =>
            [
                Reconnect,
                RealTimeScanFromServer(
                    granted, "Switch Real-time Scan on once the client is back online.", "Real-time Scan is managed on: it is put back on when the client is back online. See its settings if it stays off then."),
            ],
        },
        Conditions.RealTimeScanStopped =>
            [new("start-real-time-scan-service", ActionOwner.User, "Start the Real-time Scan service on the machine: without it no scan of any kind runs.")],
        Conditions.WebReputationUnreachable => Reach("Web Reputation", connection),
        Conditions.SmartProtectionUnreachable => Reach("Smart Protection", connection),
        Conditions.DuplicateIdentity =>
        [
            new("find-second-machine", ActionOwner.Operator, "Find the two machines that use this client id: one is often a copy of the other's disk."),
            new("install-with-own-id", ActionOwner.User, "Install the client anew on one of the two machines, with an id of its own."),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a single condition"),
    };

    private static RequiredAction Reconnect { get; } = new("reconnect", ActionOwner.User, "Bring the client back online: until then no setting reaches it.");

    private static RequiredAction GrantRoaming { get; } = new(
        "grant-roaming-privilege", ActionOwner.Operator, "Grant the privilege to roam if the client is out of reach for long: while it roams it can update from elsewhere.");

    private static RequiredAction RealTimeScanFromServer(AlreadyGranted granted, string enable, string wait) =>
        granted.RealTimeScan ? new("check-settings", ActionOwner.Operator, wait) : new("enable-real-time-scan", ActionOwner.Operator, enable);

    private static RequiredAction PatternFromServer(Connection connection, bool updatesWhileRoaming) => connection switch
    {
        Connection.Online => new("configure-updates", ActionOwner.Operator, "Set up automatic updates for this client, or start one now."),
        Connection.Roaming when updatesWhileRoaming => new(
            "configure-updates", ActionOwner.Operator, "Updates are granted while the client roams: see that they have a schedule and a source that it reaches."),
        Connection.Roaming => new(
            "grant-update-privilege", ActionOwner.Operator, "Include roaming clients in automatic updates, or grant the privilege of scheduled updates before the next one."),
        _ => new("configure-updates", ActionOwner.Operator, "Set up automatic updates: they take effect when the client is back online."),
    };

    private static RequiredAction[] Reach(string server, Connection connection) =>
    [
        new("check-network", ActionOwner.User, $"Check this machine's network and proxy: its {server} server does not answer."),
        new("check-location-profile", ActionOwner.Operator, connection == Connection.Online
            ? $"Check which {server} server the location profile of this client names."
            : $"Check which {server} server the location profile names: a correction reaches the client when it is back online and not roaming."),
    ];
}
