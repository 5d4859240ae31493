using Fleet.Core.Retrying;

namespace Fleet.Sim.Drive.Protocol;

/// <summary>How long a client waits for what.</summary>
internal static class AckPatience
{
    /// <summary>From hello to welcome, and from goodbye to the end of the stream.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);

    /// <summary>Between two attempts to connect.</summary>
    public static readonly Backoff Reconnect = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));

    /// <summary>
    /// After an answer that did not come: the server is there and has more to do than it can. Asking it again soon would be part
    /// of that.
    /// </summary>
    public static readonly Backoff Silence = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));

    private static readonly TimeSpan ShortestAnswer = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a client waits for the next answer before it asks whether the server is alive, or gives up the session with one that
    /// answers no heartbeats: well within the time after which the server would give up a silent client.
    /// </summary>
    public static TimeSpan ForAnswer(TimeSpan timeout) => TimeSpan.FromTicks(Math.Clamp(timeout.Ticks / 3, ShortestAnswer.Ticks, LongestAnswer.Ticks));

    /// <summary>Not before the server asked, and up to half as long again by chance.</summary>
    /// <param name="asked">What the server asked for.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan After(TimeSpan asked, double chance)
    {
        var least = Math.Max(asked.Ticks, TimeSpan.TicksPerMillisecond);
        return TimeSpan.FromTicks(least + (long)(least * chance / 2));
    }
}
