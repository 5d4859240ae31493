namespace Fleet.Core.Settings;

/// <summary>A change of one level: some settings are said anew, or left to the level below; the others stay.</summary>
/// <param name="Which">What it changes.</param>
/// <param name="Values">What is said from then on; null of what is changed: the level below.</param>
/// <remarks>The meaning is that of a JSON merge patch (RFC 7396).</remarks>
public sealed record SettingsPatch(Leaves Which, LevelSettings Values)
{
    /// <summary>Whatever the level said, it says this.</summary>
    public static SettingsPatch Whole(LevelSettings values) => new(Leaves.All, values);

    /// <summary>What would contradict itself, whatever the level said; null: nothing.</summary>
    public SettingsFault? Fault => Has(Leaves.At) && !Has(Leaves.Every)
        ? new SettingsFault("updates.schedule.every", "updates.schedule.every is missing: a time alone does not tell how often the update runs.")
        : Over(LevelSettings.None).Fault;

    /// <summary>The level after the change. What comes out may be at fault: <see cref="LevelSettings.Fault"/>.</summary>
    public LevelSettings Over(LevelSettings level)
    {
        var changed = new LevelSettings
        {
            RealTimeScan = Has(Leaves.RealTimeScan) ? Values.RealTimeScan : level.RealTimeScan,
            ScanMethod = Has(Leaves.ScanMethod) ? Values.ScanMethod : level.ScanMethod,
            Roaming = Has(Leaves.Roaming) ? Values.Roaming : level.Roaming,
            ScheduledUpdate = Has(Leaves.ScheduledUpdate) ? Values.ScheduledUpdate : level.ScheduledUpdate,
            IncludeRoamingAndOffline = Has(Leaves.IncludeRoamingAndOffline) ? Values.IncludeRoamingAndOffline : level.IncludeRoamingAndOffline,
            Sources = Has(Leaves.Sources) ? Values.Sources : level.Sources,
            Every = Has(Leaves.Every) ? Values.Every : level.Every,
            At = Has(Leaves.At) ? Values.At : level.At,
        };
        // Who changes how often alone means no time that went with something else.
        return Has(Leaves.Every) && !Has(Leaves.At) && changed.At is { } at && changed.Every != at.Every ? changed with { At = null } : changed;
    }

    private bool Has(Leaves leaf) => Which.HasFlag(leaf);
}
