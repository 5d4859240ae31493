namespace Fleet.Actors.Gates;

/// <summary>Those who wait at a gate as tasks, beside the sessions: a bounded number of them, each for a bounded time. Safe to use from any thread.</summary>
/// <param name="gate">The gate.</param>
/// <param name="most">How many may wait.</param>
/// <param name="longest">How long one may wait.</param>
/// <param name="time">Measures.</param>
public sealed class GateWaiters(Gate gate, int most, TimeSpan longest, TimeProvider time)
{
    private int _waiting;

    /// <summary>How many wait.</summary>
    public int Waiting => Math.Min(Volatile.Read(ref _waiting), most);

    /// <summary>Waits for a place, which is given back to the gate.</summary>
    /// <returns>False: there is none in time.</returns>
    public async Task<bool> Enter(CancellationToken cancel)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var turn = new Turn(came.SetResult);
        if (gate.Enter(turn))
            return true;
        try
        {
            if (Interlocked.Increment(ref _waiting) > most)
                return false;
            await came.Task.WaitAsync(longest, time, cancel);
            return gate.Take(turn);
        }
        catch (TimeoutException)
        {
            // It may have come just now.
            return gate.Take(turn);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            gate.Leave(turn);
        }
    }
}
