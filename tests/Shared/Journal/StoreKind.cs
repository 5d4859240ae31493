namespace Fleet.Testing;

/// <summary>The kinds of store that everything has to work on.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

internal static class StoreKinds
{
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("TESTS_TRIALS"), out var times) ? times : 1;

    /// <summary>
    /// How many of a number of random trials are made: a quarter of them on files, and fewer on a server, whose tables take their time to make.
    /// Each run makes others. TESTS_TRIALS=20, say, makes twenty times as many, for who has changed what they try.
    /// </summary>
    public static int Trials(this StoreKind kind, int most) => Math.Max(2, Times * most / (kind == StoreKind.Sqlite ? 4 : 20));
}
