namespace Fleet.Actors.Members;

/// <summary>
/// Finds out that this process stood still (a suspended machine, a debugger) for so long that the other nodes may have taken its
/// clients over. What an actor believes then is old; the journal would refuse its rows, but not an answer that needs no row.
/// </summary>
public sealed class StandstillWatch : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly ManualResetEventSlim _over = new();
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _found;
    private long _lastBeat;
    private volatile bool _isFound;

    /// <param name="limit">Nobody takes clients over sooner than that.</param>
    /// <param name="time">Measures it: a clock that goes on while the machine is suspended, such as <see cref="UptimeClock"/>.</param>
    /// <param name="found">Is told, once, how long it was.</param>
    public StandstillWatch(TimeSpan limit, TimeProvider time, Action<TimeSpan> found)
    {
        (_limit, _time, _found) = (limit, time, found);
        _lastBeat = time.GetTimestamp();
        // A thread of its own: one of the pool would also stand still while the pool is only busy.
        new Thread(Run) { IsBackground = true, Name = "standstill watch" }.Start();
    }

    /// <summary>It stood still. From the first instruction after it, on every thread, and for good.</summary>
    public bool HasStoodStill => _isFound || _time.GetElapsedTime(Volatile.Read(ref _lastBeat)) > _limit;

    /// <inheritdoc/>
    public void Dispose() => _over.Set();

    private void Run()
    {
        while (!_over.Wait(Beat))
        {
            // Read once: a standstill may begin between any two of these lines.
            var now = _time.GetTimestamp();
            var gap = _time.GetElapsedTime(Volatile.Read(ref _lastBeat), now);
            if (gap > _limit)
            {
                _isFound = true;
                _found(gap);
                return;
            }

            Volatile.Write(ref _lastBeat, now);
        }

        _over.Dispose();
    }
}
