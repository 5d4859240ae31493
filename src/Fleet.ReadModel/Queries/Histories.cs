using System.Globalization;
using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Reads single clients' histories off the journal, whose index has each in order.</summary>
internal static class Histories
{
    /// <summary>Rows read at a time by who does not know how many it needs.</summary>
    private const int Stretch = 64;

    /// <exception cref="QueryException">The limit or the cursor is wrong, or there is no such client.</exception>
    public static HistoryPage Page(IJournalSource journal, HistoryQuery query, JournalMark upTo)
    {
        PageLimits.Check(query.Limit);
        var last = (journal.LastRow(query.Client.Value, upTo.Offset) ?? throw Unknown()).Number;
        var start = query.Cursor is null ? query.Descending ? last : 1 : ReadCursor(query, last);
        var page = query.Descending ? Down(journal, query, start, upTo) : Up(journal, query, start, upTo);
        return page with { Total = journal.CountOf(query.Client.Value, last) };
    }

    /// <summary>Changes of a client, the latest first, from the last one up to an offset back to the first. Rows that cannot be read are left out.</summary>
    /// <exception cref="QueryException">The last row cannot be read: what the client was then is not known.</exception>
    public static IEnumerable<HistoryItem> Backwards(IJournalSource journal, ClientId client, long upTo)
    {
        if (journal.LastRow(client.Value, upTo) is not { } last)
            yield break;
        if (!last.TryRead(out var later, out var damage))
            throw QueryException.Damaged($"{damage}");
        for (var rows = journal.RowsBackFrom(client.Value, last.Number - 1, Stretch); rows.Count > 0; rows = journal.RowsBackFrom(client.Value, rows[^1].Number - 1, Stretch))
        {
            foreach (var entry in rows)
            {
                if (!entry.TryRead(out var row, out _))
                    continue;
                yield return Item(row.After, later);
                later = row;
            }
        }

        yield return Item(ClientState.None, later);
    }

    public static QueryException Unknown() => new(QueryFault.NotFound, "There is no such client.");

    /// <summary>An item tells what it changed, so the state before the first one is needed, too.</summary>
    private static HistoryPage Up(IJournalSource journal, HistoryQuery query, long start, JournalMark upTo)
    {
        var rows = journal.RowsFrom(query.Client.Value, start, query.Limit + 1);
        rows.RemoveAll(row => row.Offset > upTo.Offset);
        var before = journal.ReadableBefore(query.Client.Value, start)?.After ?? ClientState.None;
        var (items, damaged) = (new List<HistoryItem>(query.Limit), new List<DamagedRow>());
        foreach (var entry in rows.Take(query.Limit))
        {
            if (!entry.TryRead(out var row, out var damage))
            {
                damaged.Add(damage!);
                continue;
            }

            items.Add(Item(before, row));
            before = row.After;
        }

        return new HistoryPage(items, rows.Count > query.Limit ? WriteCursor(query, upTo.Offset, rows[query.Limit].Number) : null, upTo.Offset, damaged, Total: 0);
    }

    private static HistoryPage Down(IJournalSource journal, HistoryQuery query, long start, JournalMark upTo)
    {
        var rows = journal.RowsBackFrom(query.Client.Value, start, query.Limit + 1);
        var (items, damaged) = (new List<HistoryItem>(query.Limit), new List<DamagedRow>());
        ReadRow? later = null;
        foreach (var entry in rows.Take(query.Limit))
        {
            if (!entry.TryRead(out var row, out var damage))
            {
                damaged.Add(damage!);
                continue;
            }

            if (later is { } known)
                items.Add(Item(row.After, known));
            later = row;
        }

        if (later is { } first)
            items.Add(Item(journal.ReadableBefore(query.Client.Value, first.Entry.Number)?.After ?? ClientState.None, first));
        return new HistoryPage(items, rows.Count > query.Limit ? WriteCursor(query, upTo.Offset, rows[query.Limit].Number) : null, upTo.Offset, damaged, Total: 0);
    }

    private static HistoryItem Item(ClientState before, ReadRow row) => new(row.Entry.Offset, row.Entry.RecordedAt, row.Event, before, row.After);

    private static string WriteCursor(HistoryQuery query, long offset, long number) =>
        Cursor.Write(query.Fingerprint, offset, number.ToString(CultureInfo.InvariantCulture));

    private static long ReadCursor(HistoryQuery query, long last) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= last
            ? number
            : throw Cursor.Bad();
}
