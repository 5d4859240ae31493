using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Sim.Drive;
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
    public static ResultDocument Of(TrialOutcome outcome, Machine machine)
    {
        var (total, found, seconds) = (outcome.Total, outcome.Reconciliation, outcome.Duration.TotalSeconds);
        return new ResultDocument(
            "fleet-sim/result/1",
            outcome.Scenario,
            outcome.Seed,
            outcome.Clients,
            Math.Round(seconds, 3),
            new RateDocument(PerSecond(outcome.Driven.Offered), PerSecond(outcome.Driven.Acked)),
            new ReportsDocument(total.Sent, total.Acked, total.Repeated, total.Refused, found.Lost),
            outcome.ErrorShare,
            outcome.Figures?.Connect ?? Percentiles.None,
            outcome.Figures?.Latency ?? Percentiles.None,
            outcome.Figures?.Lateness ?? Percentiles.None,
            new TransitionsDocument(total.ToOnline, total.ToOffline, total.ToRoaming),
            total.IconChanges,
            new ReconciliationDocument(found.Settled, found.Checked, found.Mismatched, found.Duplicated),
            outcome.Valid,
            outcome.Interrupted,
            outcome.TimelineHash,
            outcome.FleetHash,
            machine);

        double PerSecond(long count) => seconds == 0 ? 0 : Math.Round(count / seconds, 3);
    }

    /// <summary>Reports a second while the timeline was driven: that became due, and that were acked.</summary>
    public sealed record RateDocument(double Offered, double Achieved);

    /// <summary>Counts over the whole trial.</summary>
    public sealed record ReportsDocument(long Sent, long Acked, long Repeated, long Refused, long Lost);

    /// <summary>Turns, as the clients see themselves.</summary>
    public sealed record TransitionsDocument(long Online, long Offline, long Roaming);

    /// <summary>The comparison with the oracle.</summary>
    public sealed record ReconciliationDocument(bool Settled, int Checked, int Mismatched, int Duplicated);
}
