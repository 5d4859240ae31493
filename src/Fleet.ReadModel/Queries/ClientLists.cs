using System.Globalization;
using Fleet.Core.Settings;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Lists of clients, page by page.</summary>
internal static class ClientLists
{
    /// <summary>Clients that a page of the past looks at: each is looked up in the journal, and a page is to take well under a second.</summary>
    private const int MostLooks = 1_000;

    /// <summary>Rows of a client that are read at a time to find when it was heard.</summary>
    private const int Stretch = 16;

    /// <summary>A page of now.</summary>
    /// <param name="snapshot">The tables.</param>
    /// <param name="query">The question.</param>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <exception cref="QueryException">The cursor is wrong.</exception>
    public static ClientPage Page(IReadSnapshot snapshot, ClientsQuery query, SettingsBook book)
    {
        (ClientPosition Position, long Began)? start = query.Cursor is null ? null : ReadCursor(query);
        var began = start?.Began ?? snapshot.Offset;
        var scan = query.Filter.Scan(book) with
        {
            Order = query.Order,
            Descending = query.Descending,
            After = start?.Position,
            // A client whose place in the order can change may have been on a page before, in its old place.
            UnchangedSince = start is null || query.Order == ClientOrder.ClientId ? null : began,
        };
        var found = snapshot.Clients(scan).Take(query.Limit + 1).ToList();
        if (found.Count <= query.Limit)
            return new ClientPage(found, Next: null, snapshot.Offset, start is null ? found.Count : snapshot.Count(scan));
        found.RemoveAt(query.Limit);
        return new ClientPage(found, WriteCursor(query, found[^1].In(query.Order), began), snapshot.Offset, snapshot.Count(scan));
    }

    /// <summary>Refuses what is no question.</summary>
    /// <exception cref="QueryException">The limit is wrong, or the order is none that the past has.</exception>
    public static void Check(ClientsQuery query)
    {
        PageLimits.Check(query.Limit);
        if (query.At is not null && (query.Order != ClientOrder.ClientId || query.Descending))
            throw QueryException.Wrong("sort", "clientId where at is given: what was is looked up client by client");
    }

    /// <summary>
    /// A page of the past: no table knows who was what then, so clients are looked up one after the other, by id. What a page looks at is bounded
    /// instead of what it finds: it may be short, or empty, where others come after it.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="query">The question.</param>
    /// <param name="upTo">The last row of the moment.</param>
    /// <exception cref="QueryException">The cursor is wrong.</exception>
    public static ClientPage PageThen(IJournalSource journal, ClientsQuery query, long upTo)
    {
        // The first page has found the row of the moment: one that is near to now could be another one by now.
        var offset = query.Cursor is null ? upTo : ReadCursor(query).Began;
        var scan = query.Filter.Scan(query.Filter.AsksForSettings ? LevelHistories.BookAt(journal, offset) : SettingsBook.Empty);
        var (found, last) = (new List<ClientRecord>(), query.Cursor is null ? scan.Ids.Above : ReadCursor(query).Position.Client);
        for (var looks = 0; looks < MostLooks; looks++)
        {
            if (journal.NextClient(last) is not { } next || string.CompareOrdinal(next, scan.Ids.Below) >= 0)
                return new ClientPage(found, Next: null, offset, Total: null);
            if (Then(journal, next, offset, scan) is { } client)
            {
                if (found.Count == query.Limit)
                    break;
                found.Add(client);
            }

            last = next;
        }

        return new ClientPage(found, WriteCursor(query, new ClientPosition("", 0, last), offset), offset, Total: null);
    }

    /// <summary>A client as it was, if it was there and is wanted; of rows that cannot be read the one before counts, as in the tables.</summary>
    private static ClientRecord? Then(IJournalSource journal, string id, long offset, ClientScan scan)
    {
        if (!id.Contains(scan.Part, StringComparison.Ordinal) || journal.LastReadable(id, offset) is not { After.Exists: true } row)
            return null;
        var record = new ClientRecord(row.Client, row.After, row.Entry.Offset, row.Entry.RecordedAt, row.Entry.RecordedAt);
        return scan.Takes(row.Client, row.After) ? record with { HeardAt = HeardAt(journal, row.Entry) } : null;
    }

    /// <summary>When the client was heard last; where that row is kept no longer, the first one that is stands for it.</summary>
    private static DateTimeOffset HeardAt(IJournalSource journal, JournalEntry row)
    {
        while (!row.IsHeard)
        {
            var before = journal.RowsBackFrom(row.Client, row.Number - 1, Stretch);
            if (before.Count == 0)
                break;
            row = before.Find(entry => entry.IsHeard) is { IsHeard: true } heard ? heard : before[^1];
        }

        return row.RecordedAt;
    }

    private static string WriteCursor(ClientsQuery query, ClientPosition position, long began) => Cursor.Write(
        query.Fingerprint, began, position.Text, position.Number.ToString(CultureInfo.InvariantCulture), position.Client);

    private static (ClientPosition Position, long Began) ReadCursor(ClientsQuery query) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text, var number, var client]
        && long.TryParse(number, CultureInfo.InvariantCulture, out var place)
            ? (new ClientPosition(text, place, client), Cursor.OffsetOf(query.Fingerprint, query.Cursor!))
            : throw Cursor.Bad();
}
