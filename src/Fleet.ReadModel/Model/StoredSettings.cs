using System.Text;
using Fleet.Core.Settings;
using Fleet.Protocol.Wire;

namespace Fleet.ReadModel.Model;

/// <summary>A client's settings as columns have them.</summary>
internal static class StoredSettings
{
    /// <param name="own">What is said for it alone, as <see cref="OwnOf"/> writes it; null: nothing.</param>
    /// <param name="applied">The tag of those that it applied last; null: none.</param>
    /// <param name="grantsRoaming">Whether those grant roaming.</param>
    /// <param name="failed">The tag of those that it could not apply; null: none.</param>
    /// <param name="error">Why.</param>
    public static ClientSettings Read(string? own, string? applied, bool? grantsRoaming, string? failed, string? error) => own is null && applied is null && failed is null
        ? ClientSettings.None
        : new ClientSettings(
            own is null ? LevelSettings.None : ReadOwn(own),
            applied is null ? null : new AppliedSettings(applied, grantsRoaming),
            failed is null ? null : new FailedSettings(failed, error ?? ""));

    /// <summary>What is said for a client alone; null: nothing.</summary>
    public static string? OwnOf(ClientSettings settings) => settings.Own == LevelSettings.None ? null : SettingsText.Of(settings.Own);

    private static LevelSettings ReadOwn(string text) => SettingsBody.TryRead(Encoding.UTF8.GetBytes(text), out var own, out var refusal)
        ? own
        : throw new FormatException($"Settings in the read model cannot be read: {refusal.Message}");
}
