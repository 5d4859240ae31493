using Fleet.Sim.Drive;

namespace Fleet.Sim.Reads;

/// <summary>Counts and measures what all readers meet.</summary>
internal sealed class ReadLog
{
    private readonly Lock _gate = new();
    private readonly Durations _latency = new();
    private readonly Durations _visible = new();
    private long _asked, _deferred, _failed, _changes, _breaks;
    private string? _lastTrouble;

    /// <summary>From here on counts what comes from here on.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _latency.Clear();
            _visible.Clear();
            (_asked, _deferred, _failed, _changes, _breaks) = (0, 0, 0, 0, 0);
        }
    }

    public void Asked() => Interlocked.Increment(ref _asked);

    /// <summary>A question has its answer; or it failed, and took as long as one is waited for.</summary>
    public void Answered(bool afterAck, TimeSpan took)
    {
        lock (_gate)
            (afterAck ? _visible : _latency).Record(took);
    }

    public void Deferred(string why) => Meet(ref _deferred, why);

    public void Failed(string why) => Meet(ref _failed, why);

    public void FeedBroke(string why) => Meet(ref _breaks, why);

    public void IconChanged() => Interlocked.Increment(ref _changes);

    public ReadFigures Figures(int readers)
    {
        lock (_gate)
            return new ReadFigures(readers, _asked, _deferred, _failed, _changes, _breaks, _latency.Distribution, _visible.Distribution, _lastTrouble);
    }

    private void Meet(ref long count, string why)
    {
        lock (_gate)
        {
            count++;
            _lastTrouble = why;
        }
    }
}
