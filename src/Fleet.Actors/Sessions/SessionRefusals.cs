using Fleet.Core.Clients;

namespace Fleet.Actors.Sessions;

/// <summary>Refusals by the session itself.</summary>
internal static class SessionRefusals
{
    /// <summary>Not for good: a report may cross the end of its session on the way, and is taken in the next one.</summary>
    public static Refusal HelloExpected { get; } = new(RefusalCode.HelloExpected, "A session begins with hello.", "hello", TimeSpan.FromMilliseconds(100));

    public static Refusal HelloRepeated { get; } = new(RefusalCode.HelloRepeated, "This session has said hello already.", "hello");

    public static Refusal OtherClient { get; } = new(RefusalCode.Contradiction, "The hello names another client than the relay's message.", "hello.clientId");

    public static Refusal WindowExceeded { get; } = new(
        RefusalCode.WindowExceeded, $"At most {PresenceSettings.Window} reports may be under way.", RetryAfter: TimeSpan.FromMilliseconds(100));

    public static Refusal NoAnswer { get; } = new(RefusalCode.Unavailable, "The report was not answered in time.", RetryAfter: TimeSpan.FromMilliseconds(500));

    /// <summary>Each at another time: those who failed together do not come again together.</summary>
    public static Refusal HelloUnanswered() => new(
        RefusalCode.Unavailable, "The hello was not answered in time.", RetryAfter: TimeSpan.FromMilliseconds(Random.Shared.Next(500, 2000)));

    public static Refusal Draining { get; } = new(RefusalCode.Unavailable, "This node is leaving.", RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>
    /// When the client of a session that was superseded may connect again, if the newer one is not its own: each at another time. Not
    /// at once: two machines with one identity would take the session from each other as fast as they can.
    /// </summary>
    public static TimeSpan TakeBackAfter() => TimeSpan.FromMilliseconds(Random.Shared.Next(1000, 3000));

    /// <summary>When the client of a node that leaves may connect again: each another time, so that the other nodes are not stormed.</summary>
    public static TimeSpan ReturnAfter() => TimeSpan.FromMilliseconds(Random.Shared.Next(250, 2000));
}
