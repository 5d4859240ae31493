using Fleet.Journal.Signals;

namespace Fleet.ReadModel.Queries;

/// <summary>The offset that queries see, as far as this node knows without asking: one signal for all who wait for one.</summary>
public sealed class VisibleOffset
{
    private readonly Pulse _pulse = new();
    private long _offset;
    private int _waiting;

    /// <summary>Queries see this, or more.</summary>
    public long Offset => Interlocked.Read(ref _offset);

    /// <summary>Ends when it grows.</summary>
    internal Task Next => _pulse.Next;

    /// <summary>Somebody waits: it is worth a look at what other nodes have made visible.</summary>
    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>Queries have been seen to see an offset.</summary>
    public void Seen(long offset)
    {
        for (var known = Offset; offset > known; known = Offset)
        {
            if (Interlocked.CompareExchange(ref _offset, offset, known) != known)
                continue;
            _pulse.Beat();
            return;
        }
    }

    /// <summary>The read model is replaced: what was visible need not be any more.</summary>
    public void Lost() => Interlocked.Exchange(ref _offset, 0);

    internal void Join() => Interlocked.Increment(ref _waiting);

    internal void Leave() => Interlocked.Decrement(ref _waiting);
}
