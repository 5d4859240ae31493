using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Tests.Report;

/// <summary>Outcomes of trials that never were.</summary>
internal static class Outcomes
{
    private static readonly Distribution Quick = Times(1, 2, 3, 4, 5);

    public static TrialOutcome Good => new()
    {
        Scenario = "office-day",
        Seed = 7,
        Clients = 10,
        Speed = Speed.Real,
        Connections = 4,
        TimelineHash = "aa",
        FleetHash = "bb",
        Duration = TimeSpan.FromSeconds(10),
        Driven = new Tally { Offered = 110, Acked = 100 },
        Total = new Tally { Sent = 120, Acked = 118, Repeated = 5, Refused = 2, ToOnline = 11, ToOffline = 12, ToRoaming = 13, IconChanges = 14 },
        Figures = new DriveFigures(new Tally { Acked = 100 }, Quick, Times(1, 2, 30, 40, 50), Quick, LastTrouble: null),
        CpuShare = 0.25,
        Reconciliation = new Reconciliation(Settled: true, Checked: 10, Mismatched: 0, Lost: 0, Duplicated: 0, Groups: []),
    };

    /// <summary>What five readers met.</summary>
    public static ReadFigures Read => new(
        5, Asked: 100, Deferred: 3, Failed: 1, IconChanges: 50, FeedBreaks: 0, Times(10, 20, 60, 70, 80), Times(11, 21, 61, 71, 81), LastTrouble: "/v1/clients: 503");

    /// <summary>With two seconds, and two nodes that told of themselves.</summary>
    public static TrialOutcome Told => Good with
    {
        Figures = Good.Figures! with
        {
            Intervals = [.. Enumerable.Range(0, 2).Select(i => new DriveInterval(
                TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(i + 1), Offered: 10 * (i + 1), Acked: (10 * (i + 1)) - i, Errors: 0, Reconnects: 0, Waiting: i, Online: 5, Offline: 3, Roaming: 2, Good.Figures!.Latency, Quick))],
        },
        Servers = [new ServerNode(new Uri("http://a:1"), []), new ServerNode(new Uri("http://b:1"), [Look(1, cpu: 2, commits: 40), Look(4, cpu: 3.5, commits: 50)])],
    };

    /// <summary>With two workers, of which the second is late.</summary>
    public static TrialOutcome Shared => Good with
    {
        Workers =
        [
            new WorkerPart(new Uri("http://a:7001"), 5, "1.0", TimeSpan.FromMilliseconds(-12.3456), TimeSpan.FromMilliseconds(0.25)) { Lateness = Quick.Percentiles, CpuShare = 0.25, Sent = 70, Acked = 68 },
            new WorkerPart(new Uri("http://b:7001"), 5, "1.0", TimeSpan.Zero, TimeSpan.FromMilliseconds(1)) { Lateness = Quick.Percentiles with { P99 = 80 }, Sent = 50, Acked = 50 },
        ],
    };

    /// <summary>What a node told when it had taken so much.</summary>
    public static ServerSample Look(double at, double cpu, double commits) => new(TimeSpan.FromSeconds(at), cpu, 3e8, new Dictionary<string, long>())
    {
        GcPauseSeconds = at * 0.004,
        Commits = commits,
        CommitSeconds = commits * 0.004,
    };

    /// <summary>Durations with these percentiles, in milliseconds, and no histogram.</summary>
    public static Distribution Times(double p50, double p90, double p99, double p999, double max) => new(new Percentiles(p50, p90, p99, p999, max), default);

    public static TrialOutcome Late(this TrialOutcome outcome) =>
        outcome with { Figures = outcome.Figures! with { Lateness = Times(1, 2, 51, 51, 51) } };

    public static TrialOutcome Starved(this TrialOutcome outcome) => outcome with { CpuShare = 0.81 };

    public static TrialOutcome Unsettled(this TrialOutcome outcome) =>
        outcome with { Reconciliation = outcome.Reconciliation with { Settled = false } };

    public static TrialOutcome Wrong(this TrialOutcome outcome) =>
        outcome with { Reconciliation = outcome.Reconciliation with { Mismatched = 1 } };

    public static TrialOutcome Interrupted(this TrialOutcome outcome) => outcome with { Interrupted = true };
}
