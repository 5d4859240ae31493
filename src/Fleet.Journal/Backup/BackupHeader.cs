namespace Fleet.Journal.Backup;

/// <summary>What a backup says of itself at its beginning, in JSON.</summary>
/// <param name="TakenAt">When its snapshot of the journal was taken.</param>
/// <param name="LastOffset">The last row of the snapshot; 0: there is none.</param>
internal sealed record BackupHeader(DateTimeOffset TakenAt, long LastOffset);
