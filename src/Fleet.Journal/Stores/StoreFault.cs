namespace Fleet.Journal.Stores;

/// <summary>Whose fault it is that a store did not do something.</summary>
public enum StoreFault
{
    /// <summary>The store's: it is busy, full, read-only, damaged or away. The same thing may work later.</summary>
    Store,

    /// <summary>A part of the store cannot be read; the rest of it may.</summary>
    Damage,

    /// <summary>One of the rows: it will never be taken, the others may.</summary>
    Row,

    /// <summary>A row of that actor and number is there already: another incarnation of the actor writes.</summary>
    Conflict,
}

/// <summary>What follows from a fault.</summary>
internal static class StoreFaults
{
    /// <summary>It is none of what was written: everything else fails, too.</summary>
    public static bool IsOfStore(this StoreFault fault) => fault is StoreFault.Store or StoreFault.Damage;
}

/// <summary>The store cannot be used. The message is one sentence for the person who has to do something about it.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);
