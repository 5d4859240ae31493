namespace Fleet.Journal.Stores;

/// <summary>An open way to read. After an error it is disposed of, and another one is opened.</summary>
internal interface IStoreReader : IDisposable
{
    /// <summary>See <see cref="IJournalStore.ReadLast"/>.</summary>
    IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds);
}
