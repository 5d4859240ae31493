using Fleet.Actors.Sessions;

namespace Fleet.Host.Settings;

/// <summary>Reads when a client counts as present: the keys under <c>Fleet:Presence</c>.</summary>
internal static class PresenceKeys
{
    public static PresenceSettings Presence(this SettingsReader reader)
    {
        var (shortest, longest) = (TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(90));
        var presence = new PresenceSettings(
            reader.Duration("Presence:Heartbeat", shortest, longest),
            reader.Duration("Presence:Timeout", shortest, longest),
            reader.Duration("Presence:Grace", TimeSpan.Zero, longest));
        return presence.Timeout > presence.Heartbeat
            ? presence
            : throw new SettingsException(
                $"Fleet:Presence:Timeout takes a duration longer than Fleet:Presence:Heartbeat; they are {presence.Timeout:c} and {presence.Heartbeat:c}.");
    }
}
