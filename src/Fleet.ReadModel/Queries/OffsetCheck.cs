using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Whether an offset that somebody comes with is one of this journal: the one rule for cursors, for streams that go on, and for who waits.</summary>
public static class OffsetCheck
{
    /// <summary>Asks the journal.</summary>
    /// <param name="journals">Of the journal.</param>
    /// <param name="offset">The offset.</param>
    /// <param name="parameter">Where it was told.</param>
    /// <exception cref="QueryException">It is one of a journal that was replaced, or the journal has not come to it yet.</exception>
    public static void Accept(JournalPool journals, long offset, string parameter)
    {
        // Returned, not thrown, inside: whoever throws there loses the connection.
        if (offset > 0 && journals.Ask(journal => Refusal(journal, offset, parameter), Refusal(null, offset, parameter)) is { } refusal)
            throw refusal;
    }

    private static QueryException? Refusal(IJournalSource? journal, long offset, string parameter)
    {
        if (journal?.Marks().Any(mark => mark.Replaces(offset)) == true)
            return Replaced(parameter);
        var end = journal?.End()?.Offset ?? 0;
        return offset <= end ? null
            : offset - end >= JournalReplaced.Apart ? Replaced(parameter)
            : new QueryException(QueryFault.OffsetAhead, $"{parameter} takes an offset of the journal, which ends at {end}.", parameter);
    }

    private static QueryException Replaced(string parameter) => new(
        QueryFault.JournalReplaced,
        $"{parameter} is of a journal that was replaced, by a backup that was restored, say: begin anew without it.",
        parameter);
}
