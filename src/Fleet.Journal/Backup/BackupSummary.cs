namespace Fleet.Journal.Backup;

/// <summary>What a backup holds.</summary>
/// <param name="TakenAt">When its snapshot of the journal was taken.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="FirstOffset">The first row's place in the journal; 0: there is none.</param>
/// <param name="LastOffset">The last row's; 0: there is none.</param>
/// <param name="Hash">SHA-256 over all of it, as it stands at the file's end.</param>
public sealed record BackupSummary(DateTimeOffset TakenAt, long Rows, long FirstOffset, long LastOffset, byte[] Hash);

/// <summary>What a backup says of itself at its beginning, in JSON.</summary>
/// <param name="TakenAt">When its snapshot of the journal was taken.</param>
/// <param name="LastOffset">The last row of the snapshot; 0: there is none.</param>
internal sealed record BackupHeader(DateTimeOffset TakenAt, long LastOffset);
