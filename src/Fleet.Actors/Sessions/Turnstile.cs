using Fleet.Core.Clients;

namespace Fleet.Actors.Sessions;

/// <summary>
/// Lets in no more at a time than a node gets done soon: whoever waits longer than its patience would give up and come again, and
/// a node that works for those who gave up does nothing else any more. How many that is follows from how long they take.
/// </summary>
/// <remarks>
/// Who is turned away gets an appointment: they are dealt out one after another at the pace at which the node lets in, so that a
/// fleet that stands before the door comes back spread over the time that it takes. Safe to use from any thread.
/// </remarks>
/// <param name="least">Places that there are however slow the node is, and how many a second it is thought to manage at least.</param>
/// <param name="most">Places that there are at most.</param>
/// <param name="time">Measures.</param>
public sealed class Turnstile(int least, int most, TimeProvider time)
{
    /// <summary>Nobody inside should take longer: well below the 5 seconds that clients wait at least.</summary>
    public static readonly TimeSpan Target = TimeSpan.FromSeconds(1.5);

    /// <summary>The longest time that anybody is asked to wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private double _places = Math.Clamp(most / 4, least, most);
    private double _pace = Math.Clamp(most / 4, least, most) / Target.TotalSeconds;
    private DateTimeOffset _windowBegan = time.GetUtcNow();
    private DateTimeOffset _appointment;
    private TimeSpan _slowest;
    private int _inside;
    private int _passed;
    private bool _wasFull;
    private long _turnedAway;

    /// <summary>How many are inside.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How many were turned away so far.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Takes a place; every place taken is given back by <see cref="Exit"/>.</summary>
    /// <returns>Null: taken. Else when to come again.</returns>
    public Refusal? Enter()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            Adjust(now);
            if (_inside < (int)_places)
            {
                _inside++;
                return null;
            }

            _turnedAway++;
            _wasFull = true;
            return new Refusal(RefusalCode.Busy, "The server has as many hellos or reports under way as it gets done soon.", RetryAfter: Appoint(now));
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="took">How long it was taken.</param>
    public void Exit(TimeSpan took)
    {
        lock (_gate)
        {
            _inside--;
            _passed++;
            _slowest = took > _slowest ? took : _slowest;
            Adjust(time.GetUtcNow());
        }
    }

    private TimeSpan Appoint(DateTimeOffset now)
    {
        var (soonest, latest) = (now + ShortestWait, now + LongestWait);
        _appointment = (_appointment > soonest ? _appointment : soonest) + TimeSpan.FromSeconds(1 / _pace);
        if (_appointment > latest)
            _appointment = latest;
        return _appointment - now;
    }

    /// <summary>Fewer places at once where somebody took too long; more, step by step, where they were all taken and nobody did.</summary>
    private void Adjust(DateTimeOffset now)
    {
        var passed = now - _windowBegan;
        if (passed < Window && passed >= TimeSpan.Zero)
            return;
        if (_slowest > Target)
            _places = Math.Max(least, _places * 0.8);
        else if (_wasFull && _passed > 0)
            _places = Math.Min(most, _places * 1.25);
        // What passes while there is room tells how many came, not how many could.
        if (_wasFull && passed > TimeSpan.Zero)
            _pace = Math.Max(least, (_pace + (_passed / passed.TotalSeconds)) / 2);
        (_windowBegan, _slowest, _passed, _wasFull) = (now, TimeSpan.Zero, 0, _inside >= (int)_places);
    }
}
