namespace Fleet.Core.Settings;

/// <summary>What is in force for a client: three levels, each laid over the one before, over what is built in.</summary>
/// <param name="Settings">All of them; only the time of an update that never runs is not there.</param>
/// <param name="From">Where each comes from.</param>
public sealed record EffectiveSettings(LevelSettings Settings, SettingOrigins From)
{
    /// <summary>What is built in: nothing is managed, roaming is granted.</summary>
    public static EffectiveSettings BuiltIn { get; } = new(
        new LevelSettings
        {
            RealTimeScan = ManagedScan.Unmanaged,
            ScanMethod = ManagedMethod.Unmanaged,
            Roaming = true,
            ScheduledUpdate = false,
            IncludeRoamingAndOffline = false,
            Sources = UpdateSources.Default,
            Every = Recurrence.Never,
        },
        default);

    /// <summary>Names the settings: the same settings have the same tag, however they came about.</summary>
    public string Tag => field ??= SettingsTag.Of(Settings);

    /// <summary>Whether a tag, of this version or an older one, names the settings.</summary>
    public bool IsNamed(string? tag) => tag is not null && SettingsTag.AreAlike(tag, Tag);

    /// <summary>The user may turn roaming mode on.</summary>
    public bool GrantsRoaming => Settings.Roaming == true;

    /// <summary>Updates are granted that reach the client while it roams.</summary>
    public bool UpdatesWhileRoaming => Settings.ScheduledUpdate == true || Settings.IncludeRoamingAndOffline == true;

    /// <summary>The next scheduled update that reaches the client while it roams; null: none does.</summary>
    public DateTimeOffset? ScheduledUpdateAfter(DateTimeOffset moment) => Settings.ScheduledUpdate == true ? Settings.At?.After(moment) : null;

    /// <summary>The updates that reach the client while it roams are at the same times.</summary>
    public bool HasScheduleOf(EffectiveSettings other) => Settings.ScheduledUpdate == other.Settings.ScheduledUpdate && Settings.At == other.Settings.At;

    /// <summary>With another level laid over it.</summary>
    public EffectiveSettings With(LevelSettings level, SettingLevel from)
    {
        var which = level.Which;
        if (which == Leaves.None)
            return this;
        // The two are said together: a level that says how often says when, or never.
        if (which.HasFlag(Leaves.Every))
            which |= Leaves.At;
        return new EffectiveSettings(new SettingsPatch(which, level).Over(Settings), From.With(which, from));
    }

    /// <inheritdoc/>
    public bool Equals(EffectiveSettings? other) => other is not null && Settings == other.Settings && From == other.From;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Settings, From);
}
