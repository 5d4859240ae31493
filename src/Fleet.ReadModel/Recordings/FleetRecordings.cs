using Fleet.ReadModel.Queries;
using Fleet.Journal.Reading;
using Fleet.Core.Clients;

namespace Fleet.ReadModel.Recordings;

/// <summary>Makes recordings of stretches of the journal.</summary>
public sealed class FleetRecordings
{
    private readonly Func<IJournalSource?> _openJournal;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing before the first recording.</summary>
    /// <param name="openJournal">Opens the journal once more; null while nobody has written to it.</param>
    /// <param name="time">The server's clock.</param>
    public FleetRecordings(Func<IJournalSource?> openJournal, TimeProvider time) => (_openJournal, _time) = (openJournal, time);

    /// <summary>Finds a stretch and who takes part in it; it is read when its inputs are.</summary>
    /// <param name="from">Its beginning, by the journal's clock; where that began later, there.</param>
    /// <param name="to">Its end; not later than now.</param>
    /// <param name="rules">The server's settings.</param>
    /// <param name="timeout">After which the server takes a client for silent.</param>
    /// <exception cref="QueryException">The moments are in the wrong order, the stretch has not begun, or the journal began later than both.</exception>
    public JournalRecording Open(DateTimeOffset from, DateTimeOffset to, ClientRules rules, TimeSpan timeout)
    {
        if (from > to)
            throw QueryException.Wrong("from", "a moment that is not after to");
        var journal = _openJournal() ?? throw Early(began: null);
        try
        {
            var begin = journal.Begin() ?? throw Early(began: null);
            var now = _time.GetUtcNow();
            var end = journal.At(to, now) ?? throw Early(begin.RecordedAt);
            var earliest = from < begin.RecordedAt ? begin.RecordedAt : from;
            // Rows of a time to come are of a clock that was ahead.
            var latest = end.RecordedAt > now ? end.RecordedAt : to < now ? to : now;
            if (earliest > latest)
                throw QueryException.Wrong("from", "a moment that is not ahead of the server's clock");
            return new JournalRecording(journal, rules, timeout, Milliseconds(earliest), Milliseconds(latest), journal.At(from)?.Offset ?? 0, end.Offset);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static QueryException Early(DateTimeOffset? began) => QueryException.Early("from", began, ", or before it if to is since then");

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
