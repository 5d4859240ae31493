namespace Fleet.Sim.Reads;

/// <summary>Who reads the fleet while it is driven: this process, or several workers.</summary>
public interface IReaders : IAsyncDisposable
{
    /// <summary>From here on counts what comes from here on.</summary>
    void BeginMeasuring();

    /// <summary>Asks no more, and tells what was met; null: nobody read. Questions under way are waited for: those that take long would else count for nothing.</summary>
    /// <param name="abort">Waits for none of them.</param>
    Task<ReadFigures?> StopAsync(CancellationToken abort);
}
