namespace Fleet.Actors.Journal.Stores;

/// <summary>Whose fault it is that a store did not do something.</summary>
public enum StoreFault
{
    /// <summary>The store's: it is busy, full, read-only, damaged or away. The same thing may work later.</summary>
    Store,

    /// <summary>One of the rows: it will never be taken, the others may.</summary>
    Row,

    /// <summary>A row of that actor and number is there already: another incarnation of the actor writes.</summary>
    Conflict,
}
