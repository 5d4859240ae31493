namespace Fleet.Journal.Stores;

/// <summary>The store cannot be used. The message is one sentence for the person who has to do something about it.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
