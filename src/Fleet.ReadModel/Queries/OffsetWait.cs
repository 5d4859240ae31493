namespace Fleet.ReadModel.Queries;

/// <summary>Waits until an offset is visible, so that a client reads what it wrote. However many wait, and however long, each asks the store once.</summary>
/// <param name="accept">Refuses an offset that is not one of the journal; else tells the last one that queries see.</param>
/// <param name="visible">Tells of progress.</param>
/// <param name="patience">How long to wait.</param>
/// <param name="time">Measures it.</param>
public sealed class OffsetWait(Func<long, CancellationToken, Task<long>> accept, VisibleOffset visible, TimeSpan patience, TimeProvider time)
{
    /// <summary>Ends when questions see an offset.</summary>
    /// <param name="wanted">The offset; 0: no waiting.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="parameter">Where it was told; null: nobody told it.</param>
    /// <exception cref="QueryException">The journal has not come so far, or is another one; or the read model does not come so far in time.</exception>
    public async Task For(long wanted, CancellationToken cancel, string? parameter = "minOffset")
    {
        if (wanted < 0)
            throw QueryException.Wrong("minOffset", "an offset, 0 or more");
        if (wanted == 0)
            return;
        // Also of what is visible long since: an offset may be of a journal that was replaced.
        visible.Seen(await accept(wanted, cancel));
        using var overdue = new CancellationTokenSource(patience, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, overdue.Token);
        visible.Join();
        try
        {
            // The signal before the look: what becomes visible after that ends it.
            for (var next = visible.Next; visible.Offset < wanted; next = visible.Next)
                await next.WaitAsync(over.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new QueryException(QueryFault.Lagging, $"The read model has not come to offset {wanted} yet.", parameter, TimeSpan.FromSeconds(1));
        }
        finally
        {
            visible.Leave();
        }
    }
}
