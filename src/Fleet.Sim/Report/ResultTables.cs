using Fleet.Sim.Drive;
using Fleet.Sim.Trials;
using HdrHistogram;

namespace Fleet.Sim.Report;

/// <summary>The tables that <c>--csv</c> writes: of one trial, or of all trials of a search for a capacity, where each row begins with the number of its trial.</summary>
internal static class ResultTables
{
    /// <summary>Rows of a distribution get twice as close each time that what is above them is halved.</summary>
    private const int StepsEachHalf = 5;

    /// <summary>Writes the tables of a trial.</summary>
    /// <exception cref="IOException">Some cannot be written.</exception>
    public static void Write(string folder, ResultDocument result, TrialOutcome outcome) => WriteAll(folder, Of([(result, outcome)], number => []));

    /// <summary>Writes the tables of a search.</summary>
    /// <exception cref="IOException">Some cannot be written.</exception>
    public static void Write(string folder, CapacityDocument found, IReadOnlyList<TrialOutcome> outcomes)
    {
        var curve = new CsvTable("curve", ["load", .. Times("latency"), "errors", "kept"]);
        foreach (var point in found.Curve)
            curve.Add([point.Load, .. Cells(point.LatencyMs), point.Errors, point.Kept]);
        var repeats = new CsvTable("repeats", "repeat", "lower", "upper", "generatorLimit");
        foreach (var (repeat, i) in found.Repeats.Select((repeat, i) => (repeat, i)))
            repeats.Add(i + 1, repeat.Lower, repeat.Upper, repeat.GeneratorLimit);
        WriteAll(folder, [.. Of([.. found.Trials.Zip(outcomes)], number => [number]), curve, repeats]);
    }

    private static IReadOnlyList<CsvTable> Of(IReadOnlyList<(ResultDocument Result, TrialOutcome Outcome)> trials, Func<int, object?[]> key)
    {
        IReadOnlyList<string> keys = key(0).Length > 0 ? ["trial"] : [];
        var results = new CsvTable("results", [.. keys, "scenario", "seed", "clients", "durationSeconds", "offered", "achieved", "sent", "acked", "repeated", "refused", "lost", "errors", .. Times("connect"), .. Times("latency"), .. Times("lateness"), "readers", "readsFailed", .. Times("read"), .. Times("visible"), "valid", "verdict", "load", "reasons"]);
        var series = new CsvTable("series", [.. keys, "at", "seconds", "offered", "acked", "errors", "reconnects", "waiting", "online", "offline", "roaming", .. Times("latency"), .. Times("lateness")]);
        var distributions = new CsvTable("distributions", [.. keys, "of", "percentile", "ms", "count"]);
        var servers = new CsvTable("servers", [.. keys, "api", "at", "cores", "memoryBytes", "heapBytes", "gcPauseMs", "collections", "journalQueue", "commits", "commitMs"]);
        foreach (var ((result, outcome), i) in trials.Select((trial, i) => (trial, i)))
        {
            var (first, reports) = (key(i + 1), result.Reports);
            results.Add([
                .. first, result.Scenario, result.Seed, result.Clients, result.DurationSeconds, result.Rate.Offered, result.Rate.Achieved, reports.Sent, reports.Acked, reports.Repeated, reports.Refused, reports.Lost, result.Errors,
                .. Cells(result.ConnectMs), .. Cells(result.LatencyMs), .. Cells(result.LatenessMs), result.Reads?.Readers, result.Reads?.Failed, .. Cells(result.Reads?.LatencyMs ?? Percentiles.None), .. Cells(result.Reads?.VisibleMs ?? Percentiles.None), result.Valid, result.Verdict, result.Judgement?.Load, result.Judgement is { } judged ? string.Join("; ", judged.Reasons) : null]);
            foreach (var row in result.Series)
                series.Add([.. first, row.At, row.Seconds, row.Offered, row.Acked, row.Errors, row.Reconnects, row.Waiting, row.Online, row.Offline, row.Roaming, .. Cells(row.LatencyMs), .. Cells(row.LatenessMs)]);
            foreach (var node in result.Servers)
            {
                foreach (var look in node.Samples)
                    servers.Add([.. first, node.Api, look.At, look.Cores, look.MemoryBytes, look.HeapBytes, look.GcPauseMs, look.Collections, look.JournalQueue, look.Commits, look.CommitMs]);
            }

            var (figures, reads) = (outcome.Figures, outcome.Reads);
            (string, Distribution?)[] measured = [("connect", figures?.Connect), ("latency", figures?.Latency), ("lateness", figures?.Lateness), ("visible", reads?.Visible), ("read", reads?.Latency)];
            foreach (var (name, times) in measured)
            {
                foreach (var step in Steps(times ?? Distribution.None))
                    distributions.Add([.. first, name, step.Percentile, step.Milliseconds, step.Count]);
            }
        }

        return [results, series, distributions, servers];
    }

    private static IEnumerable<(double Percentile, double Milliseconds, long Count)> Steps(Distribution times) =>
        times == Distribution.None ? [] : times.Decode().Percentiles(StepsEachHalf).Select(step => (Math.Round(step.PercentileLevelIteratedTo, 5), step.ValueIteratedTo / 1000.0, step.TotalCountToThisValue));

    private static IEnumerable<string> Times(string of) => [$"{of}P50Ms", $"{of}P90Ms", $"{of}P99Ms", $"{of}P999Ms", $"{of}MaxMs"];

    private static IEnumerable<object?> Cells(Percentiles times) => [times.P50, times.P90, times.P99, times.P999, times.Max];

    private static void WriteAll(string folder, IEnumerable<CsvTable> tables)
    {
        foreach (var table in tables)
            table.Write(folder);
    }
}
