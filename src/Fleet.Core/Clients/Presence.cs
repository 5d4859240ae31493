using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Whether a client has a session, and how that came about.</summary>
/// <param name="Cause">Where the knowledge comes from.</param>
/// <param name="Session">The open session; null if there is none.</param>
/// <param name="Since">Since when, by the server's clock; null if it never had a session.</param>
/// <param name="Goodbye">The reason, if it said goodbye.</param>
public sealed record Presence(PresenceCause Cause, SessionId? Session = null, DateTimeOffset? Since = null, GoodbyeReason? Goodbye = null)
{
    /// <summary>Of a client that never had a session.</summary>
    public static Presence Never { get; } = new(PresenceCause.Never);

    /// <summary>It went for good: totals and lists leave it out unless asked.</summary>
    public bool HasLeft => IsForGood(Goodbye);

    /// <summary>Whether a client that said such a goodbye does not come back; null: it said none.</summary>
    public static bool IsForGood(GoodbyeReason? goodbye) => goodbye is GoodbyeReason.Uninstalled or GoodbyeReason.Moved;
}
