namespace Fleet.Benchmarks.Journal;

/// <summary>A way to make rows durable.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Writes as fast as it can for a while, then until all that is under way is durable.</summary>
    /// <returns>Rows made durable.</returns>
    long Run(TimeSpan duration, int actors);
}
