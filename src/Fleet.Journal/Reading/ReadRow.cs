using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Journal.Reading;

/// <summary>A client's row that was read.</summary>
/// <param name="Entry">The row as it is stored.</param>
/// <param name="Client">Whose row it is.</param>
/// <param name="Event">What happened.</param>
/// <param name="After">The client from then on.</param>
public readonly record struct ReadRow(JournalEntry Entry, ClientId Client, ClientEvent Event, ClientState After);

/// <summary>Rows that can be read: who asks for one gets the one before it, if it is damaged.</summary>
public static class ReadableRows
{
    /// <summary>The last one of a client up to and with an offset; null if it has none.</summary>
    public static ReadRow? LastReadable(this IJournalSource journal, string client, long upTo) => journal.Readable(journal.LastRow(client, upTo));

    /// <summary>The last one of a client before a number; null if it has none.</summary>
    public static ReadRow? ReadableBefore(this IJournalSource journal, string client, long number) => journal.Readable(journal.RowBefore(client, number));

    /// <summary>This one, or the last one of its client before it; null if there is none.</summary>
    public static ReadRow? Readable(this IJournalSource journal, JournalEntry? found)
    {
        for (; found is { } entry; found = journal.RowBefore(entry.Client, entry.Number))
        {
            if (entry.TryRead(out var row, out _))
                return row;
        }

        return null;
    }
}
