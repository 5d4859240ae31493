namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads the four forms of a timing.</summary>
internal static class Timings
{
    public const string Rule = "a rate (2/h), a duration (5m), a range (5m..40m) or a middle with its reach (8h +- 1h)";

    public static bool TryParse(string text, out Timing timing)
    {
        Timing? read = text.Contains('/', StringComparison.Ordinal) ? Rate(text)
            : text.Split("..") is [var from, var to] ? Between(from, to)
            : text.Split(" +- ") is [var middle, var reach] ? Around(middle, reach)
            : Units.TryDuration(text, out var delay) ? new Timing.AfterDelay(delay) : null;
        timing = read!;
        return read is not null;
    }

    private static Timing.AtRate? Rate(string text) => Units.TryRate(text, out var perSecond)
        ? new Timing.AtRate(new TimeSpan((long)(1_000_000 / perSecond) * TimeSpan.TicksPerMicrosecond))
        : null;

    private static Timing.WithinRange? Between(string from, string to) =>
        Units.TryDuration(from, out var least) && Units.TryDuration(to, out var most) && least < most ? new Timing.WithinRange(least, most) : null;

    private static Timing.AroundMiddle? Around(string middle, string reach) =>
        Units.TryDuration(middle, out var mean) && Units.TryDuration(reach, out var spread) && spread > TimeSpan.Zero && spread <= mean
            ? new Timing.AroundMiddle(mean, spread)
            : null;
}
