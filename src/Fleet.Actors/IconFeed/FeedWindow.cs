using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>The latest icon changes, decoded once for all live readers: a ring that forgets the oldest.</summary>
/// <param name="capacity">How many changes it holds at most.</param>
internal sealed class FeedWindow(int capacity)
{
    private readonly Lock _gate = new();
    private readonly WatchedChange?[] _ring = new WatchedChange?[capacity];
    private long _count;
    private long _floor;

    /// <summary>It knows every change after some offset, up to <see cref="End"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The offset up to which changes are in.</summary>
    public long End { get; private set; }

    /// <summary>Begins anew, with nothing, after an offset.</summary>
    public void Open(long offset)
    {
        lock (_gate)
        {
            Array.Clear(_ring);
            (_count, _floor, End, IsOpen) = (0, offset, offset, true);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Array.Clear(_ring);
            (_count, IsOpen) = (0, false);
        }
    }

    /// <summary>Takes in all changes between <see cref="End"/> and an offset.</summary>
    public void Append(IReadOnlyList<WatchedChange> changes, long upTo)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                ref var slot = ref _ring[_count % capacity];
                if (slot is { } forgotten)
                    _floor = forgotten.Offset;
                slot = change;
                _count++;
            }

            End = upTo;
        }
    }

    /// <summary>Copies what is after an offset, in order.</summary>
    /// <param name="after">The offset.</param>
    /// <param name="into">Where to; what does not fit is left for the next time.</param>
    /// <param name="upTo">The offset up to which that is everything.</param>
    /// <returns>How many changes were copied; -1: those after the offset are not all known here.</returns>
    public int Read(long after, Span<WatchedChange> into, out long upTo)
    {
        lock (_gate)
        {
            upTo = after;
            if (!IsOpen || after < _floor)
                return -1;
            var first = FirstAfter(after);
            var length = (int)Math.Min(_count - first, into.Length);
            for (var i = 0; i < length; i++)
                into[i] = _ring[(first + i) % capacity]!;
            upTo = first + length < _count ? into[length - 1].Offset : Math.Max(after, End);
            return length;
        }
    }

    private long FirstAfter(long offset)
    {
        var (low, high) = (Math.Max(0, _count - capacity), _count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_ring[middle % capacity]!.Offset > offset)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
