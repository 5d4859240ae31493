namespace Fleet.Benchmarks.Journal;

/// <summary>Ids of clients, made once.</summary>
internal static class Names
{
    private static readonly string[] All = [.. Enumerable.Range(0, 100_000).Select(n => $"pc-{n:000000}")];

    public static string Of(int number) => All[number];
}
