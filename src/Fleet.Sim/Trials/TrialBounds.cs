namespace Fleet.Sim.Trials;

/// <summary>How long a trial goes on at most: whatever happens, it ends by itself and says what it knows.</summary>
internal static class TrialBounds
{
    private static readonly TimeSpan LeastLate = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastSettling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MostSettling = TimeSpan.FromMinutes(8);

    /// <summary>Of a server that bears silence for days nobody waits to see it do so.</summary>
    private static readonly TimeSpan MostQuiet = TimeSpan.FromHours(1);

    /// <summary>How long nothing may move before nothing is expected to: a server finds silence out after its timeout, and may have been told of it late.</summary>
    /// <param name="heartbeat">By the server's welcome.</param>
    /// <param name="timeout">The same.</param>
    /// <param name="margin">On top of that.</param>
    public static TimeSpan Quiet(TimeSpan heartbeat, TimeSpan timeout, TimeSpan margin) =>
        TimeSpan.FromTicks(Math.Min(MostQuiet.Ticks, ((timeout * 2) + heartbeat + margin).Ticks));

    /// <summary>A generator that is not done so long after its start is cut: half as long again as the timeline, or half a minute more.</summary>
    /// <param name="length">Of the timeline as it is driven; null: it has no time of its own.</param>
    public static TimeSpan Driving(TimeSpan? length) => length is not { } known ? TimeSpan.MaxValue
        : known + (known / 2 > LeastLate ? known / 2 : LeastLate);

    /// <summary>From the end of the timeline to the verdict: twice the timeline, from two to eight minutes, beside the server's own times.</summary>
    /// <param name="quiet">How long nothing may move.</param>
    /// <param name="driven">How long the timeline was driven.</param>
    public static TimeSpan Settling(TimeSpan quiet, TimeSpan driven) =>
        quiet + TimeSpan.FromTicks(Math.Clamp(driven.Ticks * 2, LeastSettling.Ticks, MostSettling.Ticks));
}
