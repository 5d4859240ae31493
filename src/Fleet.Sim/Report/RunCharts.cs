using Fleet.Sim.Drive;
using Fleet.Story.Html;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>A run over time, in charts.</summary>
internal static class RunCharts
{
    private const double Hour = 3600;

    /// <summary>What all charts of the page are drawn over: from the start until everything was answered. What the server did while it was compared is left out.</summary>
    public static TimeAxis Time(TrialOutcome outcome) => new(0, (outcome.Figures?.Intervals ?? []).Select(interval => interval.To.TotalSeconds).DefaultIfEmpty().Max());

    /// <summary>More cannot be told apart in the width of a chart.</summary>
    private const int MostPoints = 160;

    /// <summary>Of the page.</summary>
    private const int Colors = 6;

    public static IEnumerable<Chart> Of(TrialOutcome outcome, Slo? slo)
    {
        var time = Time(outcome);
        // Where it was ended before anything happened, there is nothing to be seen.
        var run = outcome.Total == default ? [] : DriveInterval.Thin(outcome.Figures?.Intervals ?? [], MostPoints);
        var limit = LatenessLimit.Under(slo).MinBy(limit => limit.Milliseconds)!;
        yield return Over(time, "Latency", "From the moment a report was due to its ack, of the reports acked in each interval. Each step up is ten times as long.", Milliseconds,
        [
            Line("half are faster (p50)", 1, run, i => Known(i.Latency, times => times.P50)),
            Line("90%", 2, run, i => Known(i.Latency, times => times.P90)),
            Line("99%", 3, run, i => Known(i.Latency, times => times.P99)),
            Line("slowest", 4, run, i => Known(i.Latency, times => times.Max)),
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
            Line("half (p50)", 1, run, i => Known(i.Lateness, times => times.P50)),
            Line("99%", 3, run, i => Known(i.Lateness, times => times.P99)),
        ]) with
        { Limit = (limit.Milliseconds, $"limit at {limit.Name}") };
        foreach (var chart in Server(outcome.Servers, time))
            yield return chart;
    }

    private static IEnumerable<Chart> Server(IReadOnlyList<ServerNode> nodes, TimeAxis time)
    {
        var told = nodes.Select(node => ServerDocument.Of(node with { Samples = [.. node.Samples.Where(sample => sample.At.TotalSeconds <= time.To)] })).Where(node => node.Samples.Count > 1).ToList();
        if (told.Exists(node => node.Cores is not null))
            yield return Over(time, "The server's processors", "How many of them it kept busy, by its own metrics.", value => $"{value:0.##}", Lines("processors", sample => sample.Cores));
        if (told.Exists(node => node.MemoryBytes is not null))
            yield return Over(time, "The server's memory", "Its working set, by its own metrics.", value => $"{value:#,0} MiB", Lines("working set", sample => sample.MemoryBytes / (1 << 20)));
        if (told.Exists(node => node.CommitMs is not null))
            yield return Over(time, "The server's journal", "What a transaction took, from begin to durable: the mean between two looks.", Milliseconds, Lines("commit", sample => sample.CommitMs));

        // Nodes are looked at side by side: the same look of each is drawn at the same place.
        ChartLine[] Lines(string what, Func<ServerDocument.SampleDocument, double?> value) =>
        [
            .. told.Select((node, i) => new ChartLine(
                told.Count == 1 ? what : node.Api.Authority, (i % Colors) + 1,
                [.. told[0].Samples.Select((sample, look) => (sample.At, look < node.Samples.Count ? value(node.Samples[look]) : null))])),
        ];
    }

    private static Chart Over(TimeAxis time, string title, string about, Func<double, string> show, IReadOnlyList<ChartLine> lines) => time.To < 2 * Hour
        ? new(title, about, "minutes:seconds since the start", seconds => $"{(int)seconds / 60}:{(int)seconds % 60:00}", show, lines) { Time = time }
        : new(title, about, "hours:minutes since the start", seconds => $"{(int)(seconds / Hour)}:{(int)seconds / 60 % 60:00}", show, lines) { Time = time };

    private static ChartLine Line(string name, int color, IReadOnlyList<DriveInterval> run, Func<DriveInterval, double?> value) =>
        new(name, color, [.. run.Select(interval => (interval.To.TotalSeconds, value(interval)))]);

    private static double? Known(Distribution times, Func<Percentiles, double> value) => times == Distribution.None ? null : value(times.Percentiles);

    private static double Seconds(DriveInterval interval) => (interval.To - interval.From).TotalSeconds;

    private static string Milliseconds(double value) => value >= 1000 ? $"{value / 1000:0.#} s" : $"{value:0.###} ms";

    private static string PerSecond(double value) => $"{value:#,0.#}/s";

    private static string Count(double value) => $"{value:#,0}";
}
