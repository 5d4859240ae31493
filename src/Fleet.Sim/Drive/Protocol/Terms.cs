namespace Fleet.Sim.Drive.Protocol;

/// <summary>The terms of a session, as the welcome tells them, within what a client can live with.</summary>
internal readonly record struct Terms
{
    private static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromHours(1);

    /// <summary>Before the first welcome: the defaults of the server's settings.</summary>
    public static Terms Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), 1);

    public Terms(TimeSpan heartbeat, TimeSpan timeout, int window, TimeSpan aliveWithin = default)
    {
        Heartbeat = TimeSpan.FromTicks(Math.Clamp(heartbeat.Ticks, ShortestHeartbeat.Ticks, LongestHeartbeat.Ticks));
        Timeout = timeout > Heartbeat ? timeout : Heartbeat;
        AliveWithin = aliveWithin > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Clamp(aliveWithin.Ticks, ShortestHeartbeat.Ticks, LongestHeartbeat.Ticks)) : TimeSpan.Zero;
        Window = Math.Clamp(window, 1, ReportNumbers.WidestWindow);
    }

    /// <summary>A client that sent nothing for so long sends a heartbeat.</summary>
    public TimeSpan Heartbeat { get; }

    /// <summary>A server that heard nothing for so long ends the session.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>A server of which nothing came for so long after a heartbeat is gone; zero: it answers no heartbeats.</summary>
    public TimeSpan AliveWithin { get; }

    /// <summary>How many reports may be under way at most; acks ask for fewer.</summary>
    public int Window { get; }
}
