using Fleet.Core.Clients;

namespace Fleet.Sim.Timeline;

/// <summary>
/// The calendar of a timeline. Nobody knows when a run will start, so every moment inside a timeline's facts (a pattern's
/// release) is written as if it started at <see cref="Start"/>, and moved when it does.
/// </summary>
public static class RunTime
{
    /// <summary>The start of every run, as timelines write it.</summary>
    public static DateTimeOffset Start => DateTimeOffset.UnixEpoch;

    /// <summary>The same facts for a run that starts at a real moment.</summary>
    public static ReportedFacts StartingAt(this ReportedFacts facts, DateTimeOffset start) =>
        facts.Pattern is ReportedPattern.OfRelease(var version, var releasedAt)
            ? facts with { Pattern = new ReportedPattern.OfRelease(version, start + (releasedAt - Start)) }
            : facts;
}
