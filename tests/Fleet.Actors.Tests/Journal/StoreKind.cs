namespace Fleet.Actors.Tests.Journal;

/// <summary>The kinds of store that everything has to work on.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

internal static class StoreKinds
{
    /// <summary>How many of a number of random trials are made: tables on a server take their time to make, and what is random was tried on files already.</summary>
    public static int Trials(this StoreKind kind, int most) => kind == StoreKind.Sqlite ? most : most / 5;
}
