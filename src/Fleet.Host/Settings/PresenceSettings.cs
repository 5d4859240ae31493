namespace Fleet.Host.Settings;

/// <summary>When a client counts as present. Told to clients in the welcome.</summary>
/// <param name="Heartbeat">A client that has nothing to say speaks up this often.</param>
/// <param name="Timeout">A session on which nothing was heard for this long is over.</param>
/// <param name="Grace">After a start, clients that had a session are given this long to come back.</param>
public sealed record PresenceSettings(TimeSpan Heartbeat, TimeSpan Timeout, TimeSpan Grace)
{
    internal static PresenceSettings From(SettingsReader reader)
    {
        var shortest = TimeSpan.FromMilliseconds(100);
        var presence = new PresenceSettings(
            reader.Duration("Presence:Heartbeat", shortest, TimeSpan.FromDays(1)),
            reader.Duration("Presence:Timeout", shortest, TimeSpan.FromDays(7)),
            reader.Duration("Presence:Grace", TimeSpan.Zero, TimeSpan.FromDays(1)));
        return presence.Timeout > presence.Heartbeat
            ? presence
            : throw new SettingsException(
                $"Fleet:Presence:Timeout takes a duration longer than Fleet:Presence:Heartbeat; they are {presence.Timeout:c} and {presence.Heartbeat:c}.");
    }
}
