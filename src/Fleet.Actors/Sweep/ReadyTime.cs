using Fleet.Journal;
using Fleet.Actors.Gates;

namespace Fleet.Actors.Sweep;

/// <summary>
/// A clock that runs while clients can come back: it stands still while the journal takes nothing, and is slow while there is
/// not room for all that want in.
/// </summary>
/// <param name="admission">The door of this node's journal.</param>
/// <param name="hellos">The door of its sessions.</param>
/// <param name="time">Measures.</param>
internal sealed class ReadyTime(Admission admission, HelloGate hellos, TimeProvider time)
{
    /// <summary>A time in which nobody looked counts for no more: this process may have been stopped in it.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(5);

    /// <summary>Not 0, so that a server that is always full does not keep the lost online for ever.</summary>
    private const double PaceWhenFull = 0.1;

    private long _last = time.GetTimestamp();
    private long _turnedAway = admission.TurnedAway + hellos.TurnedAway;
    private TimeSpan _elapsed;

    /// <summary>How long clients could come back since this clock was made. To be asked about once a second.</summary>
    public TimeSpan Elapsed()
    {
        var (now, turnedAway) = (time.GetTimestamp(), admission.TurnedAway + hellos.TurnedAway);
        var passed = time.GetElapsedTime(_last, now);
        var pace = admission.Failing is not null ? 0 : turnedAway != _turnedAway ? PaceWhenFull : 1;
        _elapsed += (passed < LongestStep ? passed : LongestStep) * pace;
        (_last, _turnedAway) = (now, turnedAway);
        return _elapsed;
    }
}
