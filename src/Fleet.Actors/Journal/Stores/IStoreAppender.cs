namespace Fleet.Actors.Journal.Stores;

/// <summary>An open way to write. After a fault of the store it is disposed of, and another one is opened.</summary>
internal interface IStoreAppender : IDisposable
{
    /// <summary>See <see cref="IJournalStore.Append"/>.</summary>
    DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now);

    /// <summary>See <see cref="IJournalStore.Find"/>.</summary>
    IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes);

    /// <summary>See <see cref="IJournalStore.Probe"/>.</summary>
    void Probe();
}
