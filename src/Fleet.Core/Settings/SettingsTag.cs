namespace Fleet.Core.Settings;

/// <summary>
/// The name of settings, which clients hold and tell at hello: a hash, and a mark where the settings grant roaming. So whoever is told a tag knows that, though
/// nobody may know any more which settings it names.
/// </summary>
public static class SettingsTag
{
    private const string Roaming = "-roaming";

    /// <summary>Names settings: the same settings have the same tag.</summary>
    public static string Of(LevelSettings settings) => SettingsText.Hash(SettingsText.Of(settings)) + (settings.Roaming == true ? Roaming : "");

    /// <summary>Whether two tags name the same settings: those of versions before had no mark.</summary>
    public static bool AreAlike(string one, string other) => Unmarked(one).SequenceEqual(Unmarked(other));

    /// <summary>Whether the settings that a tag names grant roaming, as far as it tells.</summary>
    public static bool GrantsRoaming(string tag) => tag.EndsWith(Roaming, StringComparison.Ordinal);

    private static ReadOnlySpan<char> Unmarked(string tag) => GrantsRoaming(tag) ? tag.AsSpan(0, tag.Length - Roaming.Length) : tag;
}
