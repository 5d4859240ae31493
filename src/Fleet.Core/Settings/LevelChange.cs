namespace Fleet.Core.Settings;

/// <summary>What becomes of a level that somebody wants to change.</summary>
/// <param name="After">What it says from then on; as before where the change is refused.</param>
/// <param name="Fault">What would contradict itself; null: nothing.</param>
/// <param name="IsStale">The level is not any more what the change was made for.</param>
public sealed record LevelChange(LevelSettings After, SettingsFault? Fault = null, bool IsStale = false)
{
    /// <summary>Any version, but one: what <c>If-Match: *</c> says.</summary>
    public const string AnyVersion = "*";

    /// <summary>Decides a change.</summary>
    /// <param name="level">What the level says.</param>
    /// <param name="patch">The change.</param>
    /// <param name="ifMatch">Versions that it was made for, with commas between them; null: whatever there is.</param>
    public static LevelChange Decide(LevelSettings level, SettingsPatch patch, string? ifMatch)
    {
        if (!IsMet(ifMatch, level))
            return new LevelChange(level, IsStale: true);
        var after = patch.Over(level);
        return after.Fault is { } fault ? new LevelChange(level, fault) : new LevelChange(after);
    }

    /// <summary>Names what a level says, so that a change can be made for just that.</summary>
    public static string VersionOf(LevelSettings level) => SettingsText.Hash(SettingsText.Of(level));

    private static bool IsMet(string? ifMatch, LevelSettings level) => ifMatch switch
    {
        null => true,
        AnyVersion => level != LevelSettings.None,
        _ => ifMatch.Split(',').Contains(VersionOf(level)),
    };
}
