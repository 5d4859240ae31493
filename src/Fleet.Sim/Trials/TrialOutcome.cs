using Fleet.Sim.Drive;
using Fleet.Sim.Reads;

namespace Fleet.Sim.Trials;

/// <summary>What a trial found out, whole or partial.</summary>
public sealed record TrialOutcome
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>The seed that chose the timeline.</summary>
    public required long Seed { get; init; }

    /// <summary>How many seeds were played, from that one on; null: a server was driven, through that one.</summary>
    public int? Seeds { get; init; }

    /// <summary>Clients that took part, of each seed.</summary>
    public required int Clients { get; init; }

    /// <summary>How fast the timeline was driven.</summary>
    public required Speed Speed { get; init; }

    /// <summary>How many connections carried the sessions; null: there was no server.</summary>
    public int? Connections { get; init; }

    /// <summary>When the hellos were said that were due.</summary>
    public LoginPace Logins { get; init; } = LoginPace.Paced;

    /// <summary>SHA-256 over the timeline's events; empty if the trial did not get there.</summary>
    public required string TimelineHash { get; init; }

    /// <summary>How long the timeline was driven.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Counts when the timeline was over: what the rates are made of.</summary>
    public Tally Driven { get; init; }

    /// <summary>Reports that became due in a second while the timeline was driven.</summary>
    public double Offered => PerSecond(Driven.Offered, Duration);

    /// <summary>
    /// Reports that were acked in a second. What the timeline told may be acked after its end, the whole of it where it
    /// was over before the first answer: so all acks up to the settling count, over the time to the last of them.
    /// </summary>
    public double Achieved => Figures is { } figures ? PerSecond(figures.Tally.Acked, figures.LastAck > Duration ? figures.LastAck : Duration) : PerSecond(Driven.Acked, Duration);

    /// <summary>Durations and counts of the timeline's steps and reports, up to their settling.</summary>
    public DriveFigures? Figures { get; init; }

    /// <summary>Counts over the whole trial.</summary>
    public Tally Total { get; init; }

    /// <summary>The generator's processor time over its share of the machine, while it drove; of several workers that of the busiest.</summary>
    public double CpuShare { get; init; }

    /// <summary>What the generator's heap holds of each client, its timeline included, when all is answered; null: that never was.</summary>
    public long? BytesPerClient { get; init; }

    /// <summary>The comparison with the oracle.</summary>
    public Reconciliation Reconciliation { get; init; } = Reconciliation.None;

    /// <summary>What became of the operator's tasks; empty: there were none.</summary>
    public IReadOnlyList<TaskAccount> Tasks { get; init; } = [];

    /// <summary>SHA-256 over the final fleet as the server shows it; empty if the trial did not get there.</summary>
    public string FleetHash { get; init; } = "";

    /// <summary>What the fleet should be in the end, told from elsewhere; null: that is not known.</summary>
    public string? ExpectedFleetHash { get; init; }

    /// <summary>A recording was played and ended in another fleet than it should.</summary>
    public bool Diverged => ExpectedFleetHash is not null && FleetHash.Length > 0 && FleetHash != ExpectedFleetHash;

    /// <summary>It was ended from outside: what is here is partial.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The generator was so late that its timeline was ended before all of it was played.</summary>
    public bool TimelineCut { get; init; }

    /// <summary>
    /// As fast as possible was hardly any faster than not at all for so long, so the timeline was ended before all of it was
    /// played; null: that was not so.
    /// </summary>
    public TimeSpan? StoodStill { get; init; }

    /// <summary>The server did not answer any more: why, for a person; null if it did.</summary>
    public string? Vanished { get; init; }

    /// <summary>Who had which part in it; empty: this process drove alone.</summary>
    public IReadOnlyList<WorkerPart> Workers { get; init; } = [];

    /// <summary>A worker did not answer any more, so the run is void: which one and why, for a person; null: none was lost.</summary>
    public string? WorkerLost { get; init; }

    /// <summary>How the server was warmed up before; null: it was taken as it was.</summary>
    public Warmth? Warm { get; init; }

    /// <summary>What the readers met; null: there was none.</summary>
    public ReadFigures? Reads { get; init; }

    /// <summary>The nodes of the server, with what they told of themselves meanwhile; the first one is that which was asked for the clients.</summary>
    public IReadOnlyList<ServerNode> Servers { get; init; } = [];

    /// <summary>The version of the server, as it told; null: it did not, or there was none.</summary>
    public string? ServerVersion => Servers is [var first, ..] ? first.Version : null;

    /// <summary>
    /// Errors beside those of the counts: where a server's capacity is in question, also every refusal that only put a report
    /// off, and every report without an answer.
    /// </summary>
    public long FurtherErrors { get; init; }

    /// <summary>
    /// What went wrong with reports, over all that were sent: refused for good, not answered in time, put off and taken
    /// late, or lost.
    /// </summary>
    public double ErrorShare => Total.Sent == 0 ? 0 : Math.Min(1, (double)(Total.Errors + Reconciliation.Lost + FurtherErrors) / Total.Sent);

    /// <summary>The generator kept its own time, well within what the objective asks of the server, and had processor time to spare.</summary>
    /// <param name="slo">The objective; null: none.</param>
    public bool IsValid(Slo? slo) => !TimelineCut && WorkerLost is null && GeneratorFault(slo) is null;

    /// <summary>What the generator was short of, in a few words, and which of several; null: nothing. As fast as possible knows no due time, so nothing can be said against it.</summary>
    /// <param name="slo">The objective; null: none.</param>
    public string? GeneratorFault(Slo? slo)
    {
        if (Speed.Factor is null || Figures is not { } figures || figures.Lateness == Distribution.None)
            return null;
        if (Workers.Count == 0)
            return FaultOf(CpuShare, figures.Lateness.Percentiles, slo);
        var faults = Workers.Select(worker => FaultOf(worker.CpuShare, worker.Lateness, slo) is { } fault ? $"{fault} at {worker.Url}" : null).OfType<string>().ToList();
        return faults.Count == 0 ? null : string.Join(", ", faults);
    }

    private static string? FaultOf(double cpuShare, Percentiles lateness, Slo? slo) => cpuShare > MostCpuShare
        ? $"short of processor time ({cpuShare:0%} of its share)"
        : LatenessLimit.Under(slo).Select(limit => limit.Miss(lateness)).FirstOrDefault(miss => miss is not null);

    private static double PerSecond(long count, TimeSpan time) => time == TimeSpan.Zero ? 0 : count / time.TotalSeconds;

    /// <summary>Of the generator's share of the machine.</summary>
    private const double MostCpuShare = 0.8;
}
