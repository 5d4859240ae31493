namespace Fleet.Core.Settings;

/// <summary>What one level (the fleet, a group, a client) says. Null: nothing, so that what the level below says holds.</summary>
public sealed record LevelSettings
{
    /// <summary>A level that says nothing.</summary>
    public static LevelSettings None { get; } = new();

    /// <summary>Whether Real-time Scan is to be on.</summary>
    public ManagedScan? RealTimeScan { get; init; }

    /// <summary>Which scan method there is to be.</summary>
    public ManagedMethod? ScanMethod { get; init; }

    /// <summary>The user may turn roaming mode on.</summary>
    public bool? Roaming { get; init; }

    /// <summary>Scheduled updates run while the client roams, and settings reach it then.</summary>
    public bool? ScheduledUpdate { get; init; }

    /// <summary>Automatic updates include roaming and offline clients.</summary>
    public bool? IncludeRoamingAndOffline { get; init; }

    /// <summary>Where components come from; taken whole.</summary>
    public UpdateSources? Sources { get; init; }

    /// <summary>How often scheduled updates run. It and <see cref="At"/> are said together.</summary>
    public Recurrence? Every { get; init; }

    /// <summary>When.</summary>
    public UpdateTime? At { get; init; }

    /// <summary>What it says.</summary>
    public Leaves Which =>
        Leaf(RealTimeScan is not null, Leaves.RealTimeScan)
        | Leaf(ScanMethod is not null, Leaves.ScanMethod)
        | Leaf(Roaming is not null, Leaves.Roaming)
        | Leaf(ScheduledUpdate is not null, Leaves.ScheduledUpdate)
        | Leaf(IncludeRoamingAndOffline is not null, Leaves.IncludeRoamingAndOffline)
        | Leaf(Sources is not null, Leaves.Sources)
        | Leaf(Every is not null, Leaves.Every)
        | Leaf(At is not null, Leaves.At);

    /// <summary>What no client could go by; null: nothing is wrong.</summary>
    public SettingsFault? Fault => (Every, At) switch
    {
        (null, null) or (Recurrence.Never, null) => null,
        (null, _) => new SettingsFault("updates.schedule.every", "updates.schedule.every is missing: a time alone does not tell how often the update runs."),
        (Recurrence.Never, _) => new SettingsFault("updates.schedule.at", "updates.schedule.at is a time, and updates.schedule.every is never: such an update never comes."),
        (_, null) => new SettingsFault("updates.schedule.at", $"updates.schedule.at is missing: an update without a time never comes. It takes {UpdateTime.Rule}."),
        ({ } every, { } at) when every != at.Every => new SettingsFault("updates.schedule.at", $"updates.schedule.at does not go with updates.schedule.every: it takes {UpdateTime.Rule}."),
        _ => null,
    };

    private static Leaves Leaf(bool isSaid, Leaves leaf) => isSaid ? leaf : Leaves.None;
}

/// <summary>Settings that contradict themselves.</summary>
/// <param name="Field">The member that is wrong, as a path in camelCase.</param>
/// <param name="Message">For a person: names the member and what it takes.</param>
public sealed record SettingsFault(string Field, string Message);
