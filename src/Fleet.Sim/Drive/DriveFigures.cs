namespace Fleet.Sim.Drive;

/// <summary>What a run measured and counted.</summary>
/// <param name="Tally">The counts.</param>
/// <param name="Connect">From the moment a client wanted a session to its welcome.</param>
/// <param name="Latency">From the moment a report was due to its ack.</param>
/// <param name="Lateness">From the moment a step was due to the moment it was ready to send.</param>
/// <param name="LastTrouble">What went wrong last, for a person; null if nothing did.</param>
public sealed record DriveFigures(
    Tally Tally, Distribution Connect, Distribution Latency, Distribution Lateness, string? LastTrouble)
{
    /// <summary>Reports that are due and have no answer yet.</summary>
    public long Waiting { get; init; }

    /// <summary>When a report was acknowledged last, since the start; zero: none was.</summary>
    public TimeSpan LastAck { get; init; }

    /// <summary>How it went, second by second; in longer intervals after an hour.</summary>
    public IReadOnlyList<DriveInterval> Intervals { get; init; } = [];

    /// <summary>Who had which part in it; empty: this process drove alone.</summary>
    public IReadOnlyList<WorkerPart> Workers { get; init; } = [];

    /// <summary>The greatest share of its processors that one of them took; null: there were none.</summary>
    public double? BusiestWorker => Workers.Count == 0 ? null : Workers.Max(worker => worker.CpuShare);
}

/// <summary>How far one client's reports got.</summary>
/// <param name="Base">Numbers that the server held from an earlier life of this client: the first report of this run has the next.</param>
/// <param name="Answered">Highest number up to which there are answers.</param>
/// <param name="Sent">Highest number that was ever sent.</param>
/// <param name="Told">Highest number given to a report.</param>
/// <param name="Connected">It has, or wants, a session.</param>
/// <param name="Known">The server cannot have missed whether it is connected. False where it failed during the run and the client went without a goodbye.</param>
public readonly record struct Delivery(long Base, long Answered, long Sent, long Told, bool Connected, bool Known)
{
    /// <summary>Every report has its answer.</summary>
    public bool Complete => Answered == Told;
}
