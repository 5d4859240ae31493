namespace Fleet.Actors.Tests.Journal;

/// <summary>The kinds of store that everything has to work on.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}
