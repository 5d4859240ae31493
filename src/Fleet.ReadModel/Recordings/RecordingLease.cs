namespace Fleet.ReadModel.Recordings;

/// <summary>A recording that one reads and another may close: it is disposed of when neither uses it.</summary>
/// <param name="recording">Belongs to this from now on.</param>
public sealed class RecordingLease(JournalRecording recording) : IDisposable
{
    private const int Idle = 0, InUse = 1, Over = 2;
    private int _state;

    /// <summary>Reads; null: it is closed.</summary>
    public T? Use<T>(Func<JournalRecording, T> read) where T : struct
    {
        if (Interlocked.CompareExchange(ref _state, InUse, Idle) != Idle)
            return null;
        try
        {
            return read(recording);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Idle, InUse) == Over)
                recording.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, Over) == Idle)
            recording.Dispose();
    }
}
