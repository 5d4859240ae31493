using Fleet.Sim.Drive;
using Fleet.Sim.Html;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>A run over time, in charts.</summary>
internal static class RunCharts
{
    private const double Hour = 3600;

    /// <summary>What all charts of the page are drawn over: from the start until everything was answered. What the server did while it was compared is left out.</summary>
    public static TimeAxis Time(TrialOutcome outcome) => new(0, (outcome.Figures?.Intervals ?? []).Select(interval => interval.To.TotalSeconds).DefaultIfEmpty().Max());

    public static IEnumerable<Chart> Of(TrialOutcome outcome, Slo? slo)
    {
        var time = Time(outcome);
        // Where it was ended before anything happened, there is nothing to be seen.
        var run = outcome.Total == default ? [] : outcome.Figures?.Intervals ?? [];
        var limit = LatenessLimit.Under(slo).MinBy(limit => limit.Milliseconds)!;
        yield return Over(time, "Latency", "From the moment a report was due to its ack, of the reports acked in each interval. Each step up is ten times as long.", Milliseconds,
        [
            Line("half are faster (p50)", 1, run, i => Known(i.Latency, i.Latency.P50)),
            Line("90%", 2, run, i => Known(i.Latency, i.Latency.P90)),
            Line("99%", 3, run, i => Known(i.Latency, i.Latency.P99)),
            Line("slowest", 4, run, i => Known(i.Latency, i.Latency.Max)),
        ]) with
        { Logarithmic = true };
        yield return Over(time, "Reports", "Due in a second, and acked in a second. Where they part, a backlog grows or shrinks.", PerSecond,
        [
            Line("due", 2, run, i => i.Offered / Seconds(i)),
            Line("acked", 1, run, i => i.Acked / Seconds(i)),
        ]);
        yield return Over(time, "Clients by connection", "As the clients see themselves.", Count,
        [
            Line("online", 1, run, i => i.Online),
            Line("roaming", 3, run, i => i.Roaming),
            Line("offline", 6, run, i => i.Offline),
        ]) with
        { Stacked = true, Counted = true };
        yield return Over(time, "Waiting and trouble", "Reports without an answer at the end of each interval, sessions that broke, and reports that went wrong.", Count,
        [
            Line("without an answer", 1, run, i => i.Waiting),
            Line("sessions broken", 2, run, i => i.Reconnects),
            Line("errors", 4, run, i => i.Errors),
        ]) with
        { Counted = true };
        yield return Over(time, "The generator's own lateness", "From the moment a step was due to the moment it was ready to send. Beyond the limit, the figures say nothing about the server.", Milliseconds,
        [
            Line("half (p50)", 1, run, i => Known(i.Lateness, i.Lateness.P50)),
            Line("99%", 3, run, i => Known(i.Lateness, i.Lateness.P99)),
        ]) with
        { Limit = (limit.Milliseconds, $"limit at {limit.Name}") };
        foreach (var chart in Server([.. outcome.Server.Where(sample => sample.At.TotalSeconds <= time.To)], time))
            yield return chart;
    }

    private static IEnumerable<Chart> Server(IReadOnlyList<ServerSample> samples, TimeAxis time)
    {
        var told = samples.Where(sample => sample.CpuSeconds is not null).ToList();
        if (told.Count > 1)
        {
            yield return Over(time, "The server's processors", "How many of them it kept busy, by its own metrics.", value => $"{value:0.##}",
                [new ChartLine("processors", 1, [.. told.Zip(told.Skip(1), (a, b) => (b.At.TotalSeconds, (double?)((b.CpuSeconds - a.CpuSeconds) / (b.At - a.At).TotalSeconds)))])]);
        }

        if (samples.Any(sample => sample.MemoryBytes is not null))
        {
            yield return Over(time, "The server's memory", "Its working set, by its own metrics.", value => $"{value:#,0} MiB",
                [new ChartLine("working set", 1, [.. samples.Select(sample => (sample.At.TotalSeconds, sample.MemoryBytes / (1 << 20)))])]);
        }
    }

    private static Chart Over(TimeAxis time, string title, string about, Func<double, string> show, IReadOnlyList<ChartLine> lines) => time.To < 2 * Hour
        ? new(title, about, "minutes:seconds since the start", seconds => $"{(int)seconds / 60}:{(int)seconds % 60:00}", show, lines) { Time = time }
        : new(title, about, "hours:minutes since the start", seconds => $"{(int)(seconds / Hour)}:{(int)seconds / 60 % 60:00}", show, lines) { Time = time };

    private static ChartLine Line(string name, int color, IReadOnlyList<DriveInterval> run, Func<DriveInterval, double?> value) =>
        new(name, color, [.. run.Select(interval => (interval.To.TotalSeconds, value(interval)))]);

    private static double? Known(Percentiles times, double value) => times == Percentiles.None ? null : value;

    private static double Seconds(DriveInterval interval) => (interval.To - interval.From).TotalSeconds;

    private static string Milliseconds(double value) => value >= 1000 ? $"{value / 1000:0.#} s" : $"{value:0.###} ms";

    private static string PerSecond(double value) => $"{value:#,0.#}/s";

    private static string Count(double value) => $"{value:#,0}";
}
