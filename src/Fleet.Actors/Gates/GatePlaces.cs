namespace Fleet.Actors.Gates;

/// <summary>
/// How many a node works on at a time, and how many it gets done in a second. Both follow from what it does: fewer places where it takes
/// longer than the target, more where all are taken and it does not. Not safe to use from several threads.
/// </summary>
/// <param name="least">Places that there are however slow the node is, and how many a second it is thought to manage at least.</param>
/// <param name="most">Places that there are at most.</param>
/// <param name="target">How long one should take, in the mean.</param>
/// <param name="time">Measures.</param>
public sealed class GatePlaces(int least, int most, TimeSpan target, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    private double _count = Math.Clamp(most / 4, least, most);
    private long _windowBegan = time.GetTimestamp();
    private TimeSpan _took;
    private int _passed;
    private bool _lacked;

    /// <summary>How many places there are.</summary>
    public int Count => (int)_count;

    /// <summary>How many pass in a second, as far as it is known.</summary>
    public double Pace { get; private set; } = Math.Clamp(most / 4, least, most);

    /// <summary>How long one should take, in the mean.</summary>
    public TimeSpan Target => target;

    /// <summary>One is done.</summary>
    /// <param name="took">How long it had its place.</param>
    public void Passed(TimeSpan took)
    {
        _passed++;
        _took += took;
        Look();
    }

    /// <summary>One found no place.</summary>
    public void Lacked() => _lacked = true;

    /// <summary>The mean, not the slowest: one that waits for a lock or a recovery says nothing about the node.</summary>
    private void Look()
    {
        var passed = time.GetElapsedTime(_windowBegan);
        if (passed < Window)
            return;
        if (_took > target * _passed)
            _count = Math.Max(least, _count * 0.8);
        else if (_lacked)
            _count = Math.Min(most, _count * 1.25);

        // What passes while there is room tells how many came; the node can do that many at least.
        var pace = _passed / passed.TotalSeconds;
        if (_lacked || pace > Pace)
            Pace = Math.Max(least, (Pace + pace) / 2);
        (_windowBegan, _took, _passed, _lacked) = (time.GetTimestamp(), TimeSpan.Zero, 0, false);
    }
}
