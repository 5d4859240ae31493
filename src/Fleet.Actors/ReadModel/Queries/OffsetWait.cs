namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Waits until an offset is visible, so that a client reads what it wrote. However many wait, and however long, each asks the store once.</summary>
/// <param name="ends">Asks for the journal's last offset, and the one that queries see.</param>
/// <param name="visible">Tells of progress.</param>
/// <param name="patience">How long to wait.</param>
/// <param name="time">Measures it.</param>
internal sealed class OffsetWait(Func<CancellationToken, Task<ReadEnds>> ends, VisibleOffset visible, TimeSpan patience, TimeProvider time)
{
    /// <exception cref="QueryException">The journal has not come so far, or the read model does not in time.</exception>
    public async Task For(long wanted, CancellationToken cancel)
    {
        if (wanted < 0)
            throw QueryException.Wrong("minOffset", "an offset, 0 or more");
        if (wanted <= visible.Offset)
            return;
        var (end, seen) = await ends(cancel);
        visible.Seen(seen);
        if (wanted > end)
            throw new QueryException(QueryFault.OffsetAhead, $"minOffset takes an offset of the journal, which ends at {end}.", "minOffset");
        using var overdue = new CancellationTokenSource(patience, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, overdue.Token);
        visible.Join();
        try
        {
            // The signal before the look: what becomes visible behind that ends it.
            for (var next = visible.Next; visible.Offset < wanted; next = visible.Next)
                await next.WaitAsync(over.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new QueryException(QueryFault.Lagging, $"The read model has not come to offset {wanted} yet.", "minOffset", TimeSpan.FromSeconds(1));
        }
        finally
        {
            visible.Leave();
        }
    }
}

/// <summary>Where the journal and what queries see of it end.</summary>
/// <param name="Journal">Its last offset; 0: it is empty.</param>
/// <param name="Visible">The last one that queries see.</param>
internal readonly record struct ReadEnds(long Journal, long Visible);
