using Fleet.Core.Clients;

namespace Fleet.Actors.Client;

/// <summary>Refusals that come from the engine, not from the domain.</summary>
internal static class ClientRefusals
{
    /// <summary>It lay in a buffer while its shard moved; the client has sent it again by now, or will.</summary>
    public static Refusal Expired { get; } =
        new(RefusalCode.Expired, "The message waited inside the server for longer than its deadline.", RetryAfter: TimeSpan.FromMilliseconds(100));

    /// <summary>Told to the stream that still holds the session, as an answer to its hello: older nodes do not heed it, and do no harm by that.</summary>
    public static Refusal Ended { get; } =
        new(RefusalCode.SessionUnknown, "The session was ended by somebody else and is being opened again.", RetryAfter: TimeSpan.FromMilliseconds(100));

    /// <summary>The node stood still, and another one may hold the client by now.</summary>
    public static Refusal StoodStill { get; } =
        new(RefusalCode.Unavailable, "This node stood still for too long and is leaving.", RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>
    /// The client's last row cannot be read. Not for good: it keeps what it has to say until somebody has looked after it, or a version that
    /// knows the row is there. It need not ask often.
    /// </summary>
    public static Refusal Damaged { get; } = new(
        RefusalCode.Unavailable, "The client's last row in the journal cannot be read: an operator has to look after it.", RetryAfter: TimeSpan.FromMinutes(1));

    /// <summary>The write failed, and with it the actor; the next message starts it anew from the journal.</summary>
    public static Refusal JournalFailed { get; } =
        new(RefusalCode.Unavailable, "The journal did not take the report.", RetryAfter: TimeSpan.FromSeconds(1));
}
