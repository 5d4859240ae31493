namespace Fleet.Journal.Backup;

/// <summary>A file cannot be used as a backup, or not be made one. The message is one sentence that names the file.</summary>
public sealed class BackupException(string message, Exception? inner = null) : IOException(message, inner);
