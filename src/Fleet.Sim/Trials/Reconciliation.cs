using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>What the comparison with the oracle found.</summary>
/// <param name="Settled">Everything under way had come to an end before it.</param>
/// <param name="Checked">Clients that were compared.</param>
/// <param name="Mismatched">Clients that differ from the oracle.</param>
/// <param name="Lost">Clients at which an acknowledged change is missing.</param>
/// <param name="Duplicated">Clients of which the server holds a report's number twice, or one that was never sent.</param>
/// <param name="First">The first differences.</param>
public sealed record Reconciliation(bool Settled, int Checked, int Mismatched, int Lost, int Duplicated, IReadOnlyList<Mismatch> First)
{
    /// <summary>Before anything was compared.</summary>
    public static Reconciliation None { get; } = new(Settled: false, 0, 0, 0, 0, []);
}
