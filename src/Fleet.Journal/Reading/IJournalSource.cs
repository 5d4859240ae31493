using Fleet.Journal.Stores;

namespace Fleet.Journal.Reading;

/// <summary>The journal as readers see it: what stands here never changes, rows are only added at the end.</summary>
/// <remarks>
/// Offsets and numbers have holes: rows that are kept no longer, and billions of offsets after a restore. So nothing counts rows by
/// subtracting them, or goes on by adding to them: who wants the next row asks for it. Used by one thread at a time.
/// </remarks>
public interface IJournalSource : IDisposable
{
    /// <summary>The last row; null while the journal is empty.</summary>
    JournalMark? End();

    /// <summary>The first row; null while the journal is empty.</summary>
    JournalMark? Begin();

    /// <summary>The last row recorded at a moment or before it; null if the journal began later.</summary>
    JournalMark? At(DateTimeOffset moment);

    /// <summary>Rows after an offset, in order: all that are there, up to a number.</summary>
    List<JournalEntry> ReadAfter(long offset, int limit);

    /// <summary>How many rows there are after an offset, up to and with another one.</summary>
    /// <param name="offset">The one offset.</param>
    /// <param name="upTo">The other.</param>
    /// <param name="most">It stops to count there.</param>
    int Count(long offset, long upTo, int most);

    /// <summary>How many rows of a client there are up to and with a number.</summary>
    long CountOf(string client, long number);

    /// <summary>The first client after an id in the ordinal order of ids, of all that ever had a row; null: that was the last one.</summary>
    string? NextClient(string after);

    /// <summary>One row of a client; null if there is none of that number.</summary>
    JournalEntry? Row(string client, long number);

    /// <summary>The last row of a client before a number; null if there is none.</summary>
    JournalEntry? RowBefore(string client, long number) => RowsBackFrom(client, number - 1, 1) is [var row] ? row : null;

    /// <summary>The last row of a client up to and with an offset; null if it has none.</summary>
    JournalEntry? LastRow(string client, long upTo);

    /// <summary>Rows of a client from a number on, upwards.</summary>
    List<JournalEntry> RowsFrom(string client, long number, int limit);

    /// <summary>Rows of what is no client, of ids from one up to another one, after an offset: in the order of ids, and of each in order.</summary>
    /// <param name="first">The first id.</param>
    /// <param name="below">The id after the last one.</param>
    /// <param name="offset">The offset.</param>
    List<JournalEntry> OthersAfter(string first, string below, long offset);

    /// <summary>Where the journal took another one's place, in order; mostly empty.</summary>
    IReadOnlyList<SuccessionMark> Marks();

    /// <summary>Rows of a client from a number on, downwards.</summary>
    List<JournalEntry> RowsBackFrom(string client, long number, int limit);
}

/// <summary>A place in the journal.</summary>
/// <param name="Offset">Of a row.</param>
/// <param name="RecordedAt">When that row was written.</param>
public readonly record struct JournalMark(long Offset, DateTimeOffset RecordedAt);
