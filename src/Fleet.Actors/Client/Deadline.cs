namespace Fleet.Actors.Client;

/// <summary>
/// Until when a message is to be worked on, by the monotonic clock of the process that holds it: a clock that is set, or that goes wrong
/// on another machine, changes nothing. Between nodes it goes as the time that is left; the time on the way itself is not counted.
/// </summary>
public readonly record struct Deadline
{
    /// <summary>Nothing waits for longer, whatever another node says.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly TimeSpan _limit;

    private Deadline(TimeProvider time, TimeSpan limit) => (_time, _began, _limit) = (time, time.GetTimestamp(), limit);

    /// <summary>The time that is left; zero if it has passed.</summary>
    public TimeSpan Left => _limit - _time.GetElapsedTime(_began) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Nothing is left.</summary>
    public bool HasPassed => Left == TimeSpan.Zero;

    /// <summary>A time from now on; an hour at most.</summary>
    /// <param name="left">How long.</param>
    /// <param name="time">Measures it.</param>
    public static Deadline In(TimeSpan left, TimeProvider time) => new(time, left < Longest ? left : Longest);
}
