namespace Fleet.Actors.Sessions;

/// <summary>How presence is kept; told to every client in its welcome.</summary>
/// <param name="Heartbeat">A client that has nothing to say says so this often.</param>
/// <param name="Timeout">A client that was not heard for this long is not present any more.</param>
/// <param name="Grace">How long the clients of a lost node have to come back before they are presumed offline.</param>
public sealed record PresenceSettings(TimeSpan Heartbeat, TimeSpan Timeout, TimeSpan Grace)
{
    /// <summary>Reports of one session that may be under way.</summary>
    public const int Window = 64;

    private static readonly TimeSpan LongestVerification = TimeSpan.FromSeconds(30);

    /// <summary>How long a client waits for the answer to a heartbeat before it opens anew.</summary>
    public TimeSpan AliveWithin => TimeSpan.FromTicks(Math.Clamp(Timeout.Ticks / 3, TimeSpan.FromSeconds(5).Ticks, TimeSpan.FromSeconds(30).Ticks));

    /// <summary>How long anybody waits to hear whether a client is really there.</summary>
    public TimeSpan VerifiedWithin => Timeout < LongestVerification ? Timeout : LongestVerification;

    /// <summary>How long the client has for its answer: then its session has to end, and that to be written, within the rest of the time.</summary>
    public TimeSpan PongWithin => VerifiedWithin * 0.75;

    /// <summary>With the defaults of the settings.</summary>
    public static PresenceSettings Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(1));
}
