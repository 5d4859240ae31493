using Fleet.Sim.Drive;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Tests.Report;

/// <summary>Outcomes of trials that never were.</summary>
internal static class Outcomes
{
    private static readonly Percentiles Quick = new(1, 2, 3, 4, 5);

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
        Figures = new DriveFigures(new Tally { Acked = 100 }, Quick, Quick with { P99 = 30 }, Quick, LastTrouble: null),
        CpuShare = 0.25,
        Reconciliation = new Reconciliation(Settled: true, Checked: 10, Mismatched: 0, Lost: 0, Duplicated: 0, First: []),
    };

    public static TrialOutcome Late(this TrialOutcome outcome) =>
        outcome with { Figures = outcome.Figures! with { Lateness = Quick with { P99 = 51 } } };

    public static TrialOutcome Starved(this TrialOutcome outcome) => outcome with { CpuShare = 0.81 };

    public static TrialOutcome Unsettled(this TrialOutcome outcome) =>
        outcome with { Reconciliation = outcome.Reconciliation with { Settled = false } };

    public static TrialOutcome Wrong(this TrialOutcome outcome) =>
        outcome with { Reconciliation = outcome.Reconciliation with { Mismatched = 1 } };

    public static TrialOutcome Interrupted(this TrialOutcome outcome) => outcome with { Interrupted = true };
}
