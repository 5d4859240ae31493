using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>What the comparison with the oracle found.</summary>
/// <param name="Settled">Everything under way had come to an end before it.</param>
/// <param name="Checked">Clients that were compared.</param>
/// <param name="Mismatched">Clients that differ from the oracle.</param>
/// <param name="Lost">Clients at which an acknowledged change is missing.</param>
/// <param name="Duplicated">Clients of which the server holds a report's number twice, or one that was never sent.</param>
/// <param name="Groups">The differences, those of one kind together.</param>
public sealed record Reconciliation(bool Settled, int Checked, int Mismatched, int Lost, int Duplicated, IReadOnlyList<MismatchGroup> Groups)
{
    /// <summary>What the server answers about the whole fleet, held against the oracle; empty: it was not asked.</summary>
    public IReadOnlyList<AnswerFinding> Answers { get; init; } = [];

    /// <summary>Something is not what it should be.</summary>
    public bool IsWrong => Mismatched > 0 || Lost > 0 || Duplicated > 0 || Answers.Any(answer => answer.Wrong > 0);

    /// <summary>Before anything was compared.</summary>
    public static Reconciliation None { get; } = new(Settled: false, 0, 0, 0, 0, []);
}
