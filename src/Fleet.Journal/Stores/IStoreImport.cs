namespace Fleet.Journal.Stores;

/// <summary>An empty store that is being filled. What is disposed of before <see cref="Complete"/> stays empty.</summary>
internal interface IStoreImport : IDisposable
{
    /// <summary>Takes a row as it is, its offset and its times included.</summary>
    void Add(StoredRow row);

    /// <summary>Leaves nothing even if the process ends before <see cref="IDisposable.Dispose"/>. Another thread may add rows meanwhile: they count for nothing.</summary>
    void GiveUp();

    /// <summary>Makes all rows durable and visible at once.</summary>
    void Complete();
}
