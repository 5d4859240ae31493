using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Reads;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>The result of a trial as JSON: <c>fleet-sim/result/1</c>. Durations are milliseconds unless their name says otherwise.</summary>
public sealed record ResultDocument(
    string Schema,
    string Scenario,
    long Seed,
    int Clients,
    double DurationSeconds,
    ResultDocument.RateDocument Rate,
    ResultDocument.ReportsDocument Reports,
    double Errors,
    Percentiles ConnectMs,
    Percentiles LatencyMs,
    Percentiles LatenessMs,
    ResultDocument.TransitionsDocument Transitions,
    long IconChanges,
    ResultDocument.ReconciliationDocument Reconciliation,
    bool Valid,
    bool Interrupted,
    string TimelineHash,
    string FleetHash,
    Machine Machine)
{
    /// <summary>What it comes to, in a word: <c>good</c>, <c>server-differs</c>, …</summary>
    public required string Verdict { get; init; }

    /// <summary>The exit code that says the same.</summary>
    public required int ExitCode { get; init; }

    /// <summary>How fast the timeline was driven: <c>1x</c>, <c>10x</c>, <c>max</c>.</summary>
    public required string Speed { get; init; }

    /// <summary>What the server was held to; null: nothing.</summary>
    public SloDocument? Slo { get; init; }

    /// <summary>How many connections carried the sessions; null: there was no server.</summary>
    public int? Connections { get; init; }

    /// <summary>How the clients logged in; null: there was no server.</summary>
    public LoginsDocument? Logins { get; init; }

    /// <summary>What readers met; null: there was none.</summary>
    public ReadsDocument? Reads { get; init; }

    /// <summary>The distributions of all durations, whole; null: there was no server.</summary>
    public HistogramsDocument? Histograms { get; init; }

    /// <summary>How it went, a row a second; empty: there was no server.</summary>
    public IReadOnlyList<SecondDocument> Series { get; init; } = [];

    /// <summary>What each node of the server took; empty: there was none.</summary>
    public IReadOnlyList<ServerDocument> Servers { get; init; } = [];

    /// <summary>Of a replay: the fleet that should be there in the end. Else null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpectedFleetHash { get; init; }

    /// <summary>What became of the operator's tasks. Null, and not written: there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TaskDocument>? Tasks { get; init; }

    /// <summary>Without a server: how many seeds were played; <c>seed</c> and the hashes are the first one's. Else null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seeds { get; init; }

    /// <summary>When, how and by which versions it was made; null, and not written: a trial of a capacity, whose result tells it once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Provenance? Provenance { get; init; }

    /// <summary>Who made the load, where that was not this process alone. Else null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WorkerDocument>? Workers { get; init; }

    /// <summary>In a search for the capacity: how the server was warmed up before it was measured. Else null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Warmth? Warm { get; init; }

    /// <summary>In a search for the capacity: which trial this was, and how it was judged. Else null, and not written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JudgementDocument? Judgement { get; init; }

    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Of a trial, whole or partial.</summary>
    /// <param name="outcome">The trial.</param>
    /// <param name="verdict">What it comes to.</param>
    /// <param name="slo">The objective; null: none.</param>
    /// <param name="machine">The machine that the load came from.</param>
    /// <param name="provenance">When, how and by which versions it was made; null: that is told elsewhere.</param>
    public static ResultDocument Of(TrialOutcome outcome, Verdict verdict, Slo? slo, Machine machine, Provenance? provenance)
    {
        var (total, found) = (outcome.Total, outcome.Reconciliation);
        return new ResultDocument(
            "fleet-sim/result/1",
            outcome.Scenario,
            outcome.Seed,
            outcome.Clients,
            Math.Round(outcome.Duration.TotalSeconds, 3),
            new RateDocument(Math.Round(outcome.Offered, 3), Math.Round(outcome.Achieved, 3)),
            new ReportsDocument(total.Sent, total.Acked, total.Repeated, total.Refused, found.Lost),
            outcome.ErrorShare,
            (outcome.Figures?.Connect ?? Distribution.None).Percentiles,
            (outcome.Figures?.Latency ?? Distribution.None).Percentiles,
            (outcome.Figures?.Lateness ?? Distribution.None).Percentiles,
            new TransitionsDocument(total.ToOnline, total.ToOffline, total.ToRoaming),
            total.IconChanges,
            ReconciliationDocument.Of(found),
            outcome.IsValid(slo),
            outcome.Interrupted,
            outcome.TimelineHash,
            outcome.FleetHash,
            machine)
        {
            Verdict = Words.Of(verdict.Code),
            ExitCode = (int)verdict.Code,
            Speed = outcome.Speed.ToString(),
            Slo = slo is null ? null : new SloDocument(slo.ToString(), outcome.Interrupted ? [] : slo.Misses(outcome)),
            Connections = outcome.Connections,
            Logins = outcome.Connections is null ? null : new LoginsDocument(Words.Of(outcome.Logins), total.Welcomes, total.HeldBack),
            Histograms = outcome.Connections is null ? null : HistogramsDocument.Of(outcome),
            Reads = outcome.Reads is { } reads ? ReadsDocument.Of(reads) : null,
            Series = [.. (outcome.Figures?.Intervals ?? []).Select(SecondDocument.Of)],
            Servers = [.. outcome.Servers.Select(ServerDocument.Of)],
            ExpectedFleetHash = outcome.ExpectedFleetHash,
            Seeds = outcome.Seeds,
            Tasks = outcome.Tasks.Count == 0 ? null : [.. outcome.Tasks.Select(task => new TaskDocument(task.Task.Value, task.State, task.Targets, task.ByState, task.Began, task.BeganTwice))],
            Workers = WorkerDocument.Of(outcome.Workers),
            Warm = outcome.Warm,
            Provenance = provenance,
        };
    }

    /// <summary>Reports a second: that became due while the timeline was driven, and that were acked, up to the last ack where that came after its end.</summary>
    public sealed record RateDocument(double Offered, double Achieved);

    /// <summary>The limits as they were asked for, and those that were missed; a partial result is held to none.</summary>
    public sealed record SloDocument(string Limits, IReadOnlyList<string> Missed);

    /// <summary>Counts over the whole trial.</summary>
    public sealed record ReportsDocument(long Sent, long Acked, long Repeated, long Refused, long Lost);

    /// <summary>When hellos were said (<c>paced</c>: where there was room, <c>open</c>: at once), how many were welcomed, and how many were held back for want of room.</summary>
    public sealed record LoginsDocument(string Pace, long Welcomed, long HeldBack);

    /// <summary>A task: how it and its targets stand by the server's word, how many attempts the clients began by their own, and how often they began one twice.</summary>
    public sealed record TaskDocument(string TaskId, string State, long Targets, IReadOnlyDictionary<string, long> ByState, long Began, long BeganTwice);

    /// <summary>HdrHistogram V2, compressed, in base64; values are microseconds.</summary>
    public sealed record HistogramsDocument(string Connect, string Latency, string Lateness, string Visible, string Read)
    {
        internal static HistogramsDocument Of(TrialOutcome outcome)
        {
            var (figures, reads) = (outcome.Figures, outcome.Reads);
            return new HistogramsDocument(Text(figures?.Connect), Text(figures?.Latency), Text(figures?.Lateness), Text(reads?.Visible), Text(reads?.Latency));

            static string Text(Distribution? times) => (times ?? Distribution.None).ToBase64();
        }
    }

    /// <summary>How many readers there were, how many questions a second they asked, and what they met.</summary>
    public sealed record ReadsDocument(
        int Readers, double PerSecond, long Asked, long Deferred, long Failed, long IconChanges, long FeedBreaks, Percentiles LatencyMs, Percentiles VisibleMs)
    {
        internal static ReadsDocument Of(ReadFigures reads) => new(
            reads.Readers, reads.Readers * ReadFigures.PaceOfEach, reads.Asked, reads.Deferred, reads.Failed, reads.IconChanges, reads.FeedBreaks, reads.Latency.Percentiles, reads.Visible.Percentiles);
    }

    /// <summary>Turns, as the clients see themselves.</summary>
    public sealed record TransitionsDocument(long Online, long Offline, long Roaming);

    /// <summary>The comparison with the oracle.</summary>
    /// <param name="Settled">Everything under way had come to an end before it.</param>
    /// <param name="Checked">Clients that were compared.</param>
    /// <param name="Mismatched">Clients that differ from the oracle.</param>
    /// <param name="Duplicated">Clients of which the server holds a number twice, or one that was never sent.</param>
    /// <param name="Differences">What differs, those of one kind together, the most frequent first.</param>
    /// <param name="Answers">What the server answers about the whole fleet, held against the oracle.</param>
    public sealed record ReconciliationDocument(bool Settled, int Checked, int Mismatched, int Duplicated, IReadOnlyList<MismatchGroup> Differences, IReadOnlyList<AnswerDocument> Answers)
    {
        internal static ReconciliationDocument Of(Reconciliation found) => new(
            found.Settled, found.Checked, found.Mismatched, found.Duplicated, found.Groups,
            [.. found.Answers.Select(answer => new AnswerDocument(answer.Name, answer.Checked, answer.Wrong, answer.First, answer.Skipped))]);
    }

    /// <summary>What should be so, how often it was looked at and was not, the first times, and why it could not be judged; null: it could.</summary>
    public sealed record AnswerDocument(string Name, long Checked, long Wrong, IReadOnlyList<string> First, string? Skipped);
}
