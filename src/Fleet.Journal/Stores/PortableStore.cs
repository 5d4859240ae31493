using Fleet.Journal.Sql;

namespace Fleet.Journal.Stores;

/// <summary>A store as a whole: to be read from its first row to its last, or to be filled while it is empty.</summary>
public abstract class PortableStore
{
    /// <summary>Opens a connection inside of a transaction that sees the journal as it is now, whatever is written meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">There is no journal, or not one that this program knows.</exception>
    internal abstract ISqlConnection OpenSnapshot();

    /// <summary>Takes the store, which has to be empty and nobody's, to fill it.</summary>
    /// <exception cref="StoreUnavailableException">It has rows, is in use, or is another program's.</exception>
    internal abstract IStoreImport OpenImport();

    /// <summary>What a fault of the store means, in one sentence; null: it is none of the store.</summary>
    internal abstract string? Explain(Exception fault);
}
