using Fleet.Journal;
using Fleet.Journal.Stores;

namespace Fleet.ReadModel.Store;

/// <summary>Where the read model is kept. All SQL is behind this seam and <see cref="IReadSnapshot"/>.</summary>
/// <remarks>
/// The members that write are called by one projector, and do nothing if another one was faster: each is conditional on what
/// its caller has read.
/// </remarks>
public interface IReadStore : IDisposable
{
    /// <summary>Where questions are answered from, for people.</summary>
    string Name { get; }

    /// <summary>The furthest row that any of its sets knows, asked over a connection of its own; null: there is none, or the store is damaged.</summary>
    /// <exception cref="System.Data.Common.DbException">The store does not answer.</exception>
    KnownRow? Furthest();

    /// <summary>Removes all of it, where nobody uses it.</summary>
    void Forget();

    /// <summary>Readers' connections go: those that are lent when they come back.</summary>
    void DropReaders();

    /// <summary>Makes the store usable: creates it, or replaces it if it is damaged or of another schema.</summary>
    /// <param name="distrust">Why what is there is not to be used, whatever its state; null: it may be.</param>
    /// <returns>What was wrong with the one that was replaced; null: nothing.</returns>
    string? Prepare(string? distrust = null);

    /// <summary>All sets of tables.</summary>
    IReadOnlyList<Generation> Generations();

    /// <summary>Creates an empty set to fill.</summary>
    void BeginGeneration();

    /// <summary>Brings a set forward in one transaction, on condition that it still is where it was.</summary>
    /// <param name="from">Where it was.</param>
    /// <param name="next">Gives the batch after where the set is then, for as long as there is one for this transaction; null: there is none.</param>
    /// <returns>The set as it is now; null: it has been brought forward, or dropped, by somebody else, and nothing was written.</returns>
    Generation? Commit(Generation from, Func<Generation, ProjectionBatch?> next);

    /// <summary>Makes one more of the indexes that a set is filled without.</summary>
    /// <returns>False: it has all.</returns>
    bool BuildNextIndex(Generation generation);

    /// <summary>Queries go to this set from now on; the one that they went to is retired.</summary>
    /// <returns>False: one of the two is not any more what the caller knew, and nothing was changed.</returns>
    bool Serve(Generation building, Generation? serving);

    /// <summary>Drops a part of a retired set.</summary>
    /// <returns>False: there is none.</returns>
    bool DropNext();

    /// <summary>Opens a consistent view of the set that is served, until it is disposed of, by the same thread.</summary>
    /// <exception cref="ReadModelUnavailableException">There is no set to read: the first one is being built.</exception>
    IReadSnapshot Snapshot();

    /// <summary>A reader met damage: the next <see cref="Prepare"/> replaces the store.</summary>
    bool IsDistrusted { get; }

    /// <summary>Whether an exception tells of damage; if so <see cref="IsDistrusted"/> is set.</summary>
    bool IsDamage(Exception exception);
}

/// <summary>Rows of the journal that the read model leaves out, as they cannot be read.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Latest">The last ones of them, the last one first.</param>
public sealed record DamageFound(long Rows, IReadOnlyList<DamagedRow> Latest)
{
    /// <summary>All rows could be read.</summary>
    public static DamageFound None { get; } = new(0, []);
}

/// <summary>The read model cannot be read now; it will be without anybody's doing.</summary>
/// <param name="message">Why.</param>
/// <param name="retryAfter">When to try again; null: soon.</param>
public sealed class ReadModelUnavailableException(string message, TimeSpan? retryAfter = null) : IOException(message)
{
    /// <summary>There are no tables yet.</summary>
    public static ReadModelUnavailableException IsBuilt => new("The read model is being built from the journal.");

    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter ?? TimeSpan.FromSeconds(1);
}
