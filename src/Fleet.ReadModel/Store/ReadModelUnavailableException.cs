namespace Fleet.ReadModel.Store;

/// <summary>The read model cannot be read now; it will be without anybody's doing.</summary>
public sealed class ReadModelUnavailableException(string message) : IOException(message);
