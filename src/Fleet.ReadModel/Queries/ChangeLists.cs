using System.Globalization;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Journal;
using Fleet.Journal.Reading;

namespace Fleet.ReadModel.Queries;

/// <summary>What changed between two moments, row by row off the journal, whosever it was.</summary>
internal static class ChangeLists
{
    /// <summary>Rows that a page looks at: what filters leave over may be rare, and a page is to take well under a second.</summary>
    private const int MostRows = 10_000;

    /// <summary>Rows that are read at a time, once those that the page would have without a filter were not enough.</summary>
    private const int Stretch = 1_000;

    /// <param name="journal">The journal.</param>
    /// <param name="query">The question.</param>
    /// <param name="book">What the fleet and its groups say of settings, now.</param>
    /// <param name="stretch">After which row, and up to which one, if this is the first page.</param>
    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static ChangesPage Page(IJournalSource journal, ChangesQuery query, SettingsBook book, (long From, long To) stretch)
    {
        PageLimits.Check(query.Limit);
        var (at, end) = query.Cursor is null ? stretch : ReadCursor(query);
        var scan = query.Filter.Scan(book, withLeft: true);
        var (items, damaged) = (new List<FleetChange>(), new List<DamagedRow>());
        for (var (rows, stretchRows) = (0, query.Limit + 1); rows < MostRows && at < end; stretchRows = Stretch)
        {
            var read = journal.ReadAfter(at, stretchRows);
            foreach (var entry in read.TakeWhile(entry => entry.Offset <= end))
            {
                if (items.Count == query.Limit)
                    return Ended(at);
                at = entry.Offset;
                rows++;
                if (!entry.IsOfClient)
                    continue;
                if (!entry.TryRead(out var row, out var damage))
                    damaged.Add(damage!);
                else if (Wanted(row) is { } change)
                    items.Add(change);
            }

            if (read.Count < stretchRows || read[^1].Offset >= end)
                at = end;
        }

        return Ended(at);

        ChangesPage Ended(long last) => new(items, last < end ? WriteCursor(query, last, end) : null, end, damaged);

        FleetChange? Wanted(ReadRow row)
        {
            // Who is forgotten is told by what it was.
            if (row.After.Exists && !scan.Takes(row.Client, row.After))
                return null;
            var before = Before(row);
            return row.After.Exists || scan.Takes(row.Client, before)
                ? new FleetChange(row.Client, new HistoryItem(row.Entry.Offset, row.Entry.RecordedAt, row.Event, before, row.After))
                : null;
        }

        ClientState Before(ReadRow row) => journal.ReadableBefore(row.Entry.Client, row.Entry.Number)?.After ?? ClientState.None;
    }

    private static string WriteCursor(ChangesQuery query, long at, long end) => Cursor.Write(query.Fingerprint, end, at.ToString(CultureInfo.InvariantCulture));

    private static (long At, long End) ReadCursor(ChangesQuery query) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? (at, Cursor.OffsetOf(query.Fingerprint, query.Cursor!))
            : throw Cursor.Bad();
}
