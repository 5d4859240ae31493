using Fleet.Sim.Drive;
using Fleet.Story.Html;
using Fleet.Sim.Oracle;
using Fleet.Sim.Reads;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>The figures of a run for its page: the foremost, the tables, and how it was made.</summary>
internal static class RunTables
{
    private const int MostGroups = 50;

    private static readonly string[] Counted = ["", ""];
    private static readonly string[] Shared = ["", "clients", "sent", "acked", "late by (p99)", "of its processors", "clock ahead"];
    private static readonly string[] Measured = ["", "p50", "p90", "p99", "p99.9", "max"];

    /// <summary>The few that matter most.</summary>
    public static IEnumerable<(string Name, string Value)> Foremost(TrialOutcome outcome)
    {
        yield return (outcome.Seeds > 1 ? $"clients, in each of {outcome.Seeds:N0} seeds" : "clients", $"{outcome.Clients:N0}");
        yield return ("reports acked", $"{outcome.Total.Acked:N0}");
        yield return ("acked a second", $"{outcome.Achieved:N0}");
        if (outcome.Figures is { } figures)
        {
            yield return ("half are acked within", Time(figures.Latency.Percentiles, figures.Latency.Percentiles.P50));
            yield return ("99% are acked within", Time(figures.Latency.Percentiles, figures.Latency.Percentiles.P99));
        }

        yield return ("errors", $"{outcome.ErrorShare:0.###%}");
    }

    /// <summary>Everything that was counted and measured over the whole run.</summary>
    public static IEnumerable<PageTable> Of(TrialOutcome outcome)
    {
        var (total, found) = (outcome.Total, outcome.Reconciliation);
        yield return Counts("Reports", "",
            ("due a second", $"{outcome.Offered:N0}"), ("acked a second", $"{outcome.Achieved:N0}"), ("sent", $"{total.Sent:N0}"), ("acked", $"{total.Acked:N0}"),
            ("sent again", $"{total.Repeated:N0}"), ("refused for good", $"{total.Refused:N0}"), ("clients with an acked change lost", $"{found.Lost:N0}"));
        yield return Counts("Clients", "Turns are as the clients saw themselves.",
            ("turned online", $"{total.ToOnline:N0}"), ("turned offline", $"{total.ToOffline:N0}"), ("turned roaming", $"{total.ToRoaming:N0}"),
            ("icon changes told to them", $"{total.IconChanges:N0}"), ("sessions lost or refused", $"{total.Reconnects:N0}"),
            ("compared in the end", $"{found.Checked:N0}"), ("of these, differing", $"{found.Mismatched:N0}"));
        if (outcome.Reads is { } reads)
        {
            yield return Counts("Readers", "Each asks a question a second, looks for what was acked, and holds the feed open.",
                ("readers", $"{reads.Readers:N0}"), ("questions", $"{reads.Asked:N0}"), ("refused for now, and asked again", $"{reads.Deferred:N0}"), ("without an answer", $"{reads.Failed:N0}"),
                ("icon changes told by the feed", $"{reads.IconChanges:N0}"), ("times that the feed broke", $"{reads.FeedBreaks:N0}"));
        }

        if (outcome.Figures is not { } figures)
            yield break;
        yield return new PageTable(
            "Durations",
            outcome.Speed.Factor is null ? "Driven as fast as possible, so the generator was never late."
                : figures.Lateness == Distribution.None ? "The generator: nothing was due."
                : "Lateness is the generator's own: beyond its limit, the rest says nothing about the server.",
            Measured,
            [.. Durations(outcome.Reads), Durations("from due to acked", figures.Latency.Percentiles), Durations("from hello to welcome", figures.Connect.Percentiles), Durations("generator late by", figures.Lateness.Percentiles)]);
    }

    /// <summary>What is not as it should be, by fact.</summary>
    public static PageTable Differences(IReadOnlyList<MismatchGroup> groups) => new(
        "What differs", $"Clients of the server beside what they should be, those that differ in the same way together{(groups.Count > MostGroups ? $": the {MostGroups} most frequent of {groups.Count:N0} kinds" : "")}.",
        ["fact", "is", "should be", "clients", "such as"],
        [.. groups.Take(MostGroups).Select(group => (IReadOnlyList<string>)[
            HtmlPage.Text(group.Aspect), HtmlPage.Text(group.Actual), HtmlPage.Text(group.Expected), $"{group.Clients:N0}", HtmlPage.Text(string.Join(", ", group.Examples))])]);

    /// <summary>Who had which part in the load.</summary>
    public static PageTable? Workers(TrialOutcome outcome) => outcome.Workers.Count == 0 ? null : new PageTable(
        "Workers",
        "They made the load together; all other figures are of all of them. What their clocks showed beyond the coordinator's has no influence; their starts may be apart by what follows the ±.",
        Shared,
        [
            .. outcome.Workers.Select(worker => (IReadOnlyList<string>)[
                HtmlPage.Text(worker.Url.GetLeftPart(UriPartial.Authority)), $"{worker.Clients:N0}", $"{worker.Sent:N0}", $"{worker.Acked:N0}",
                Time(worker.Lateness, worker.Lateness.P99), $"{worker.CpuShare:0%}", $"{worker.ClockOffset.TotalMilliseconds:0.0} ms ± {worker.ClockBound.TotalMilliseconds:0.0#} ms"]),
        ]);

    /// <summary>What was driven, under what, by what.</summary>
    public static IEnumerable<(string Name, string Value)> Made(TrialOutcome outcome, Slo? slo, Machine machine, Provenance provenance)
    {
        var total = outcome.Total;
        yield return ("scenario", $"{outcome.Scenario}, seed {outcome.Seed}");
        yield return ("length", $"{outcome.Duration.TotalSeconds:N1} s at {outcome.Speed}");
        yield return ("objective", slo is null ? "none" : $"{slo}: {(outcome.Interrupted ? "not judged, as the result is partial" : slo.Misses(outcome).Count == 0 ? "kept" : "missed")}");
        if (outcome.Connections is { } connections)
        {
            yield return ("connections", $"{connections:N0}");
            yield return ("generator's processor share", $"{outcome.CpuShare:0%}");
        }

        if (total.HeldBack > 0)
            yield return ("hellos held back", $"{total.HeldBack:N0}, until others had their answers (--logins open does not)");
        if (total.Reconnects > 0)
            yield return ("last session lost, because", $"{outcome.Figures?.LastTrouble}");
        foreach (var fact in provenance.Facts(machine))
            yield return fact;
        yield return ("timeline hash", outcome.TimelineHash.Length > 0 ? outcome.TimelineHash : "none");
        yield return ("fleet hash", outcome.FleetHash.Length > 0 ? outcome.FleetHash : "none");
    }

    /// <summary>A duration of so many milliseconds, with three digits that tell something.</summary>
    public static string Time(double milliseconds) =>
        milliseconds >= 1000 ? $"{milliseconds / 1000:0.00} s" : milliseconds >= 100 ? $"{milliseconds:0} ms" : $"{milliseconds:0.0} ms";

    /// <summary>One of some times; where nothing was measured there is none.</summary>
    public static string Time(Percentiles times, double value) => times == Percentiles.None ? "–" : Time(value);

    private static IEnumerable<IReadOnlyList<string>> Durations(ReadFigures? reads) => reads is null ? [] :
        [Durations("question to answer", reads.Latency.Percentiles), Durations("from ack to visible", reads.Visible.Percentiles)];

    private static PageTable Counts(string heading, string about, params IEnumerable<(string Name, string Value)> counts) =>
        new(heading, about, Counted, [.. counts.Select(count => (IReadOnlyList<string>)[HtmlPage.Text(count.Name), HtmlPage.Text(count.Value)])]);

    private static IReadOnlyList<string> Durations(string name, Percentiles times) =>
        [HtmlPage.Text(name), Time(times, times.P50), Time(times, times.P90), Time(times, times.P99), Time(times, times.P999), Time(times, times.Max)];
}
