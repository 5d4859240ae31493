using Fleet.Journal;
using Fleet.Core.Clients;

namespace Fleet.Actors.Gates;

/// <summary>The hellos of a node: as many are worked on as it gets done soon, some wait a moment, and the rest is told when to come again.</summary>
/// <remarks>
/// Appointments are dealt out one after another at the pace at which the node lets in, so that a fleet that stands before the door
/// comes back spread over the time that it takes. Safe to use from any thread.
/// </remarks>
public sealed class HelloGate
{
    /// <summary>How long a hello waits for its turn: with the time that it may take after that, within the 5 seconds of every answer.</summary>
    public static readonly TimeSpan WaitsAtMost = TimeSpan.FromSeconds(3);

    /// <summary>The longest time that anybody is asked to wait.</summary>
    public static readonly TimeSpan LongestAppointment = TimeSpan.FromSeconds(60);

    /// <summary>How long one should take; less than what is left of the 5 seconds, as some take twice the mean.</summary>
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(750);

    private static readonly TimeSpan ShortestAppointment = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private TimeSpan _appointment;
    private long _turnedAway;

    /// <summary>The gate of a node.</summary>
    /// <param name="least">Places that there are however slow the node is.</param>
    /// <param name="most">Places that there are at most.</param>
    /// <param name="journal">Has to be open.</param>
    /// <param name="time">Measures.</param>
    public HelloGate(int least, int most, Admission journal, TimeProvider time)
    {
        (_time, _began) = (time, time.GetTimestamp());
        Gate = new Gate(new GatePlaces(least, most, Target, time), time, () => journal.IsShut);
        journal.Opened += Gate.Reopen;
    }

    /// <summary>The places.</summary>
    public Gate Gate { get; }

    /// <summary>As many wait as can have their turn in time.</summary>
    public bool IsFull => Gate.Waiting >= Gate.Pace * WaitsAtMost.TotalSeconds;

    /// <summary>How many were turned away so far.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Turns one away.</summary>
    /// <returns>When to come again.</returns>
    public Refusal TurnAway()
    {
        Interlocked.Increment(ref _turnedAway);
        return new Refusal(RefusalCode.Busy, "The server has as many hellos under way as it gets done soon.", RetryAfter: Appoint());
    }

    private TimeSpan Appoint()
    {
        lock (_lock)
        {
            var now = _time.GetElapsedTime(_began);
            var next = (_appointment > now + ShortestAppointment ? _appointment : now + ShortestAppointment) + TimeSpan.FromSeconds(1 / Gate.Pace);
            _appointment = next < now + LongestAppointment ? next : now + LongestAppointment;
            return _appointment - now;
        }
    }
}
