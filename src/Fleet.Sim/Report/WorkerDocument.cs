using Fleet.Sim.Drive;

namespace Fleet.Sim.Report;

/// <summary>A worker's part in a result.</summary>
/// <param name="Url">Where it listened.</param>
/// <param name="Clients">How many of the clients were its own.</param>
/// <param name="Version">Of its program.</param>
/// <param name="ClockOffsetMs">What its clock showed beyond the coordinator's.</param>
/// <param name="ClockBoundMs">By how much that may be wrong, and its start be apart from the agreed one.</param>
/// <param name="LatenessMs">From the moment a step was due to the moment it was ready to send.</param>
/// <param name="CpuShare">Its processor time over its share of its machine, while it drove or was measured.</param>
/// <param name="Reports">Of its clients.</param>
public sealed record WorkerDocument(
    string Url, int Clients, string Version, double ClockOffsetMs, double ClockBoundMs, Percentiles LatenessMs, double CpuShare, WorkerDocument.ReportsDocument Reports)
{
    /// <summary>Of those that had part in a run; null: none had.</summary>
    public static IReadOnlyList<WorkerDocument>? Of(IReadOnlyList<WorkerPart> workers) => workers.Count == 0 ? null :
    [
        .. workers.Select(worker => new WorkerDocument(
            worker.Url.GetLeftPart(UriPartial.Authority), worker.Clients, worker.Version, Math.Round(worker.ClockOffset.TotalMilliseconds, 3), Math.Round(worker.ClockBound.TotalMilliseconds, 3),
            worker.Lateness, Math.Round(worker.CpuShare, 4), new ReportsDocument(worker.Sent, worker.Acked))),
    ];

    /// <summary>Sent, each once, and acknowledged.</summary>
    public sealed record ReportsDocument(long Sent, long Acked);
}
