using System.Globalization;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Reads single clients' histories off the journal, whose index has each in order.</summary>
internal static class Histories
{
    /// <summary>Rows read at a time by who does not know how many it needs.</summary>
    private const int Stretch = 64;

    /// <exception cref="QueryException">The limit or the cursor is wrong, or there is no such client.</exception>
    public static HistoryPage Page(IJournalSource journal, HistoryQuery query, JournalMark upTo)
    {
        if (query.Limit is < 1 or > HistoryQuery.MaxLimit)
            throw QueryException.Wrong("limit", $"1 to {HistoryQuery.MaxLimit}");
        var last = (journal.LastRow(query.Client.Value, upTo.Offset) ?? throw Unknown()).Number;
        var start = query.Cursor is null ? query.Descending ? last : 1 : ReadCursor(query);
        var end = query.Descending ? Math.Max(1, start - query.Limit + 1) : Math.Min(last, start + query.Limit - 1);
        var (from, to) = query.Descending ? (end, start) : (start, end);

        // One row more: an item tells what it changed, so the state before the first one is needed.
        var rows = journal.RowsFrom(query.Client.Value, Math.Max(1, from - 1), (int)Math.Max(0, to - Math.Max(1, from - 1) + 1));
        var items = new List<HistoryItem>(rows.Count);
        var before = ClientState.None;
        foreach (var row in rows)
        {
            var (happened, after) = row.Decode();
            if (row.Number >= from)
                items.Add(new HistoryItem(row.Offset, row.RecordedAt, happened, before, after));
            before = after;
        }

        if (query.Descending)
            items.Reverse();
        var next = query.Descending ? from - 1 : to + 1;
        return new HistoryPage(items, next < 1 || next > last ? null : WriteCursor(query, next), upTo.Offset);
    }

    /// <summary>Changes of a client, the latest first, from the last one up to an offset back to the first.</summary>
    public static IEnumerable<HistoryItem> Backwards(IJournalSource journal, ClientId client, long upTo)
    {
        if (journal.LastRow(client.Value, upTo) is not { } later)
            yield break;
        var (happened, after) = later.Decode();
        while (later.Number > 1)
        {
            foreach (var row in journal.RowsBackFrom(client.Value, later.Number - 1, Stretch))
            {
                var (earlier, before) = row.Decode();
                yield return new HistoryItem(later.Offset, later.RecordedAt, happened, before, after);
                (later, happened, after) = (row, earlier, before);
            }
        }

        yield return new HistoryItem(later.Offset, later.RecordedAt, happened, ClientState.None, after);
    }

    public static QueryException Unknown() => new(QueryFault.NotFound, "There is no such client.");

    private static string WriteCursor(HistoryQuery query, long number) =>
        Cursor.Write(query.Fingerprint, number.ToString(CultureInfo.InvariantCulture));

    private static long ReadCursor(HistoryQuery query) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Cursor.Bad();
}
