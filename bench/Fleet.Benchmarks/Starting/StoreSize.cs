namespace Fleet.Benchmarks.Starting;

/// <summary>Bytes on the disk, indexes and all.</summary>
/// <param name="JournalBytes">The journal.</param>
/// <param name="ReadModelBytes">The read model.</param>
/// <param name="LogBytes">What is in write-ahead logs beside them.</param>
internal sealed record StoreSize(long JournalBytes, long ReadModelBytes, long LogBytes);
