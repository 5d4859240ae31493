using Fleet.Core.Clients;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>The clock of a play: that of the timeline, in whole milliseconds as everything on the wire.</summary>
internal static class PlayTime
{
    /// <summary>What the clock shows.</summary>
    public static DateTimeOffset Of(TimeSpan at) => RunTime.Start + Floor(at);

    /// <summary>The first moment at which the clock shows that or more.</summary>
    public static TimeSpan When(DateTimeOffset time)
    {
        var exact = time - RunTime.Start;
        return Floor(exact) == exact ? exact : Floor(exact) + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>The facts as they come over the wire.</summary>
    public static ReportedFacts OnTheWire(this ReportedFacts facts) => facts.Pattern is ReportedPattern.OfRelease release
        ? facts with { Pattern = release with { ReleasedAt = RunTime.Start + Floor(release.ReleasedAt - RunTime.Start) } }
        : facts;

    private static TimeSpan Floor(TimeSpan time) => new((long)Math.Floor(time.Ticks / (double)TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);
}
