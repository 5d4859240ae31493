namespace Fleet.Actors.Gates;

/// <summary>
/// Lets in no more at a time than a node can finish soon; the rest wait in a queue, first come, first served. Safe to use from
/// any thread.
/// </summary>
/// <param name="places">How many there are.</param>
/// <param name="time">Measures.</param>
/// <param name="isShut">Nobody is let in for now; see <see cref="Reopen"/>.</param>
public sealed class Gate(GatePlaces places, TimeProvider time, Func<bool> isShut)
{
    /// <summary>Who waits at a gate through which nobody has passed for so long waits for something that is broken.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly LinkedList<Turn> _queue = new();
    private long _passedAt = time.GetTimestamp();
    private int _inside;

    /// <summary>How many are inside, reserved places included.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>How many wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>How long the first in the queue has waited; zero: nobody waits.</summary>
    public TimeSpan LongestWait
    {
        get
        {
            lock (_lock)
                return _queue.First is { } first ? time.GetElapsedTime(first.Value.Since) : TimeSpan.Zero;
        }
    }

    /// <summary>How many pass in a second, as far as it is known.</summary>
    public double Pace => places.Pace;

    /// <summary>How long one should take, in the mean.</summary>
    public TimeSpan Target => places.Target;

    /// <summary>Nobody has passed for a while.</summary>
    public bool IsStuck => time.GetElapsedTime(Volatile.Read(ref _passedAt)) > StuckAfter;

    private bool HasRoom => _inside < places.Count && !isShut();

    /// <summary>Wants a place. Every place is given back by <see cref="Exit"/> or <see cref="GiveUp"/>.</summary>
    /// <returns>Taken; else the turn will be told when a place is kept for it, which it then takes by <see cref="Take"/>.</returns>
    public bool Enter(Turn turn)
    {
        lock (_lock)
        {
            if (turn.At != TurnState.Idle)
                return false;
            if (_queue.Count == 0 && HasRoom)
            {
                _inside++;
                return true;
            }

            places.Lacked();
            turn.At = TurnState.Waiting;
            turn.Since = time.GetTimestamp();
            _queue.AddLast(turn.Node);
            return false;
        }
    }

    /// <summary>Takes the place that is kept.</summary>
    /// <returns>False: none is.</returns>
    public bool Take(Turn turn)
    {
        lock (_lock)
        {
            if (turn.At != TurnState.Kept)
                return false;
            turn.At = TurnState.Idle;
            return true;
        }
    }

    /// <summary>Wants none any more.</summary>
    public void Leave(Turn turn)
    {
        lock (_lock)
        {
            if (turn.At == TurnState.Waiting)
                _queue.Remove(turn.Node);
            else if (turn.At == TurnState.Kept)
                _inside--;
            turn.At = TurnState.Idle;
            LetIn();
        }
    }

    /// <summary>Gives a place back: one is done.</summary>
    /// <param name="took">How long it was taken.</param>
    public void Exit(TimeSpan took)
    {
        lock (_lock)
        {
            _inside--;
            _passedAt = time.GetTimestamp();
            places.Passed(took);
            LetIn();
        }
    }

    /// <summary>Gives a place back that nobody waits for any more: nothing was done.</summary>
    public void GiveUp()
    {
        lock (_lock)
        {
            _inside--;
            LetIn();
        }
    }

    /// <summary>It may be open again.</summary>
    public void Reopen()
    {
        lock (_lock)
            LetIn();
    }

    private void LetIn()
    {
        while (_queue.First is { } first && HasRoom)
        {
            places.Lacked();
            _queue.RemoveFirst();
            _inside++;
            first.Value.At = TurnState.Kept;
            first.Value.Come();
        }
    }
}
