namespace Fleet.Benchmarks.Journal;

/// <summary>A way to make rows durable.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Writes as fast as it can for a while.</summary>
    /// <returns>Rows that were durable at the end.</returns>
    long Run(TimeSpan duration, int actors);
}
