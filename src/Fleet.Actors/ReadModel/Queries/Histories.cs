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
        var start = query.Cursor is null ? query.Descending ? last : 1 : ReadCursor(query, last);
        return query.Descending ? Down(journal, query, start, upTo) : Up(journal, query, start, upTo);
    }

    /// <summary>Changes of a client, the latest first, from the last one up to an offset back to the first.</summary>
    public static IEnumerable<HistoryItem> Backwards(IJournalSource journal, ClientId client, long upTo)
    {
        if (journal.LastRow(client.Value, upTo) is not { } later)
            yield break;
        var (happened, after) = later.Decode();
        for (var rows = journal.RowsBackFrom(client.Value, later.Number - 1, Stretch); rows.Count > 0; rows = journal.RowsBackFrom(client.Value, later.Number - 1, Stretch))
        {
            foreach (var row in rows)
            {
                var (earlier, before) = row.Decode();
                yield return new HistoryItem(later.Offset, later.RecordedAt, happened, before, after);
                (later, happened, after) = (row, earlier, before);
            }
        }

        yield return new HistoryItem(later.Offset, later.RecordedAt, happened, ClientState.None, after);
    }

    public static QueryException Unknown() => new(QueryFault.NotFound, "There is no such client.");

    /// <summary>An item tells what it changed, so the state before the first one is needed, too.</summary>
    private static HistoryPage Up(IJournalSource journal, HistoryQuery query, long start, JournalMark upTo)
    {
        var rows = journal.RowsFrom(query.Client.Value, start, query.Limit + 1);
        rows.RemoveAll(row => row.Offset > upTo.Offset);
        var before = journal.RowBefore(query.Client.Value, start) is { } row ? row.Decode().After : ClientState.None;
        var items = new List<HistoryItem>(query.Limit);
        foreach (var next in rows.Take(query.Limit))
        {
            var (happened, after) = next.Decode();
            items.Add(new HistoryItem(next.Offset, next.RecordedAt, happened, before, after));
            before = after;
        }

        return new HistoryPage(items, rows.Count > query.Limit ? WriteCursor(query, upTo.Offset, rows[query.Limit].Number) : null, upTo.Offset);
    }

    private static HistoryPage Down(IJournalSource journal, HistoryQuery query, long start, JournalMark upTo)
    {
        var rows = journal.RowsBackFrom(query.Client.Value, start, query.Limit + 1);
        var decoded = rows.ConvertAll(row => row.Decode());
        var items = new List<HistoryItem>(query.Limit);
        for (var i = 0; i < rows.Count && i < query.Limit; i++)
        {
            var before = i + 1 < rows.Count ? decoded[i + 1].After : ClientState.None;
            items.Add(new HistoryItem(rows[i].Offset, rows[i].RecordedAt, decoded[i].Event, before, decoded[i].After));
        }

        return new HistoryPage(items, rows.Count > query.Limit ? WriteCursor(query, upTo.Offset, rows[query.Limit].Number) : null, upTo.Offset);
    }

    private static string WriteCursor(HistoryQuery query, long offset, long number) =>
        Cursor.Write(query.Fingerprint, offset, number.ToString(CultureInfo.InvariantCulture));

    private static long ReadCursor(HistoryQuery query, long last) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= last
            ? number
            : throw Cursor.Bad();
}
