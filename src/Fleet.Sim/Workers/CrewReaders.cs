using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Fleet.Sim.Workers.Messages;

namespace Fleet.Sim.Workers;

/// <summary>The readers that several workers have. Each looks for what was acknowledged to its own worker's clients.</summary>
internal sealed class CrewReaders(IReadOnlyList<WorkerLink> links, int readers) : IReaders
{
    private ReadFigures? _met;

    /// <summary>Workers begin to measure both by one word, which <see cref="Crew.BeginMeasuringAsync"/> says.</summary>
    public void BeginMeasuring()
    {
    }

    /// <inheritdoc/>
    public async Task<ReadFigures?> StopAsync(CancellationToken abort)
    {
        if (readers == 0 || _met is not null)
            return _met;
        try
        {
            if (!abort.IsCancellationRequested)
                return _met = await AskAsync(Ask.StopReading).WaitAsync(abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // What was met by now is asked for.
        }

        return _met = await AskAsync(Ask.AbortReading);
    }

    /// <summary>Nothing: their orders end with the generator.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<ReadFigures?> AskAsync(Ask ask)
    {
        var parts = await Task.WhenAll(links.Select(link => AskAsync(link, ask)));
        return ReadFigures.Of([.. parts.OfType<ReadFigures>()]);
    }

    /// <summary>Null: it has no readers, or is lost, which its generator tells.</summary>
    private static async Task<ReadFigures?> AskAsync(WorkerLink link, Ask ask)
    {
        try
        {
            return (await link.AskAsync(ask)).Reads?.ToFigures();
        }
        catch (GeneratorLostException)
        {
            return null;
        }
    }
}
