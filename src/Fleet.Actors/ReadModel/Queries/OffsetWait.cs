using Fleet.Actors.Signals;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Waits until an offset is visible, so that a client reads what it wrote.</summary>
/// <param name="end">The journal's last offset.</param>
/// <param name="offset">The offset that queries see.</param>
/// <param name="visible">Tells of progress on this node.</param>
/// <param name="patience">How long to wait.</param>
/// <param name="time">Measures it.</param>
internal sealed class OffsetWait(Func<long> end, Func<long> offset, Pulse visible, TimeSpan patience, TimeProvider time)
{
    /// <summary>For a projector on another node, of which nobody tells.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="QueryException">The journal has not come so far, or the read model does not in time.</exception>
    public async Task For(long wanted, CancellationToken cancel)
    {
        if (wanted < 0)
            throw QueryException.Wrong("minOffset", "an offset, 0 or more");
        if (wanted == 0)
            return;
        var last = end();
        if (wanted > last)
            throw new QueryException(QueryFault.OffsetAhead, $"minOffset takes an offset of the journal, which ends at {last}.", "minOffset");
        var began = time.GetTimestamp();
        while (true)
        {
            // Before the look: what becomes visible behind it ends this task.
            var next = visible.Next;
            if (offset() >= wanted)
                return;
            if (time.GetElapsedTime(began) >= patience)
                throw new QueryException(QueryFault.Lagging, $"The read model has not come to offset {wanted} yet.", "minOffset", TimeSpan.FromSeconds(1));
            await Task.WhenAny(next, Task.Delay(Look, time, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }
}
