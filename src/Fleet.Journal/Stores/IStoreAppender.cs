using Fleet.Protocol.Journal;

namespace Fleet.Journal.Stores;

/// <summary>An open way to write. After a fault of the store it is disposed of, and another one is opened.</summary>
internal interface IStoreAppender : IDisposable
{
    /// <summary>See <see cref="IJournalStore.Append"/>.</summary>
    DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now);

    /// <summary>See <see cref="IJournalStore.Find"/>.</summary>
    IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes);

    /// <summary>Marks a journal that is behind what is known of it, in one durable transaction with the look.</summary>
    /// <param name="known">A row that the journal had.</param>
    /// <param name="now">The time to stamp, unless the last row's is later; null: by the store's own clock.</param>
    /// <returns>What the mark says; null: the journal is not behind, and nothing was written.</returns>
    JournalReplaced? MarkIfBehind(KnownRow known, DateTimeOffset? now);

    /// <summary>See <see cref="IJournalStore.Probe"/>.</summary>
    void Probe();
}

/// <summary>An open way to read. After an error it is disposed of, and another one is opened.</summary>
internal interface IStoreReader : IDisposable
{
    /// <summary>See <see cref="IJournalStore.ReadLast"/>.</summary>
    IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds);
}
