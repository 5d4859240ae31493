namespace Fleet.Journal.Stores;

/// <summary>A row that somebody has seen in the journal.</summary>
/// <param name="Offset">Its place.</param>
/// <param name="RecordedAt">When it was written; null: that is not known.</param>
public readonly record struct KnownRow(long Offset, DateTimeOffset? RecordedAt);
