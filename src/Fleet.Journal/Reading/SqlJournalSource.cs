using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Reading;

/// <summary>Reads the journal's tables through a connection of its own, statement by statement: it never holds up the writer.</summary>
internal sealed class SqlJournalSource : IJournalSource
{
    private const string Columns = "ordering, created, persistence_id, sequence_number, manifest, message";
    private readonly ISqlConnection _database;
    private readonly ISqlStatement _begin;
    private readonly ISqlStatement _end;
    private readonly ISqlStatement _floor;
    private readonly ISqlStatement _ceiling;
    private readonly ISqlStatement _count;
    private readonly ISqlStatement _countOf;
    private readonly ISqlStatement _after;
    private readonly ISqlStatement _next;
    private readonly ISqlStatement _row;
    private readonly ISqlStatement _upTo;
    private readonly ISqlStatement _from;
    private readonly ISqlStatement _back;
    private readonly ISqlStatement _others;

    /// <param name="database">With the journal's tables; disposed of at the end, or on an error.</param>
    public SqlJournalSource(ISqlConnection database)
    {
        _database = database;
        _begin = database.Prepare("SELECT ordering, created FROM journal ORDER BY ordering LIMIT 1");
        _end = database.Prepare("SELECT ordering, created FROM journal ORDER BY ordering DESC LIMIT 1");
        _floor = database.Prepare("SELECT ordering, created FROM journal WHERE ordering <= ?1 ORDER BY ordering DESC LIMIT 1");
        _ceiling = database.Prepare("SELECT ordering, created FROM journal WHERE ordering > ?1 ORDER BY ordering LIMIT 1");
        _count = database.Prepare("SELECT count(*) FROM (SELECT 1 FROM journal WHERE ordering > ?1 AND ordering <= ?2 AND deleted = FALSE LIMIT ?3) AS rows");
        // The index of the rows' numbers alone: no row of a client is deleted before the client's last ones.
        _countOf = database.Prepare("SELECT count(*) FROM journal WHERE persistence_id = ?1 AND sequence_number <= ?2");
        _after = database.Prepare($"SELECT {Columns} FROM journal WHERE ordering > ?1 AND deleted = FALSE ORDER BY ordering LIMIT ?2");
        // One step in the index of the rows' numbers, however many rows a client has.
        _next = database.Prepare("SELECT persistence_id FROM journal WHERE persistence_id > ?1 ORDER BY persistence_id LIMIT 1");
        _row = database.Prepare($"SELECT {Columns} FROM journal WHERE persistence_id = ?1 AND sequence_number = ?2 AND deleted = FALSE");
        // A client's offsets grow with its numbers: the search among them reads the index alone.
        _upTo = database.Prepare("SELECT sequence_number, ordering FROM journal WHERE persistence_id = ?1 AND sequence_number <= ?2 ORDER BY sequence_number DESC LIMIT 1");
        _from = database.Prepare($"SELECT {Columns} FROM journal WHERE persistence_id = ?1 AND sequence_number >= ?2 AND deleted = FALSE ORDER BY sequence_number LIMIT ?3");
        _back = database.Prepare($"SELECT {Columns} FROM journal WHERE persistence_id = ?1 AND sequence_number <= ?2 AND deleted = FALSE ORDER BY sequence_number DESC LIMIT ?3");
        // The sign keeps the store from going through all rows after the offset: of these there are few.
        _others = database.Prepare($"SELECT {Columns} FROM journal WHERE persistence_id >= ?1 AND persistence_id < ?2 AND +ordering > ?3 AND deleted = FALSE ORDER BY persistence_id, sequence_number");
    }

    public JournalMark? Begin() => Mark(_begin);

    public JournalMark? End() => Mark(_end);

    public JournalMark? At(DateTimeOffset moment)
    {
        if (Begin() is not { } found || found.RecordedAt > moment)
            return null;
        var tooLate = End()!.Value;
        if (tooLate.RecordedAt <= moment)
            return tooLate;
        while (true)
        {
            // Offsets halve the way; what is compared are rows that are there, as there may be none for billions of offsets.
            var middle = found.Offset + ((tooLate.Offset - found.Offset) / 2);
            var row = Mark(_floor, middle)!.Value;
            if (row.Offset == found.Offset)
                row = Mark(_ceiling, middle)!.Value;
            if (row.Offset == tooLate.Offset)
                return found;
            if (row.RecordedAt > moment)
                tooLate = row;
            else
                found = row;
        }
    }

    public int Count(long offset, long upTo, int most)
    {
        _count.Bind(1, offset);
        _count.Bind(2, upTo);
        _count.Bind(3, most);
        return (int)_count.Number();
    }

    public long CountOf(string client, long number)
    {
        _countOf.Bind(1, client);
        _countOf.Bind(2, number);
        return _countOf.Number();
    }

    public List<JournalEntry> ReadAfter(long offset, int limit)
    {
        _after.Bind(1, offset);
        _after.Bind(2, limit);
        return _after.All(Entry);
    }

    public string? NextClient(string after) =>
        Next(after) is var found && found is not null && !PersistenceIds.IsClient(found) ? Next(PersistenceIds.AfterOthers) : found;

    public JournalEntry? Row(string client, long number)
    {
        _row.Bind(1, client);
        _row.Bind(2, number);
        return _row.First<JournalEntry?>(row => Entry(row), null);
    }

    public JournalEntry? LastRow(string client, long upTo)
    {
        // Binary search by the number: a long history is not read through.
        var last = Floor(client, long.MaxValue);
        if (last.Offset <= upTo)
            return last.Number == 0 ? null : First(RowsBackFrom(client, last.Number, 1));
        long found = 0, tooLate = last.Number;
        while (tooLate - found > 1)
        {
            var middle = found + ((tooLate - found) / 2);
            if (Floor(client, middle).Offset <= upTo)
                found = middle;
            else
                tooLate = middle;
        }

        return found == 0 ? null : First(RowsBackFrom(client, found, 1));
    }

    public List<JournalEntry> RowsFrom(string client, long number, int limit) => Range(_from, client, number, limit);

    public List<JournalEntry> OthersAfter(string first, string below, long offset)
    {
        _others.Bind(1, first);
        _others.Bind(2, below);
        _others.Bind(3, offset);
        return _others.All(Entry);
    }

    public IReadOnlyList<SuccessionMark> Marks() => Succession.Marks(_database);

    public List<JournalEntry> RowsBackFrom(string client, long number, int limit) => Range(_back, client, number, limit);

    public void Dispose() => _database.Dispose();

    private string? Next(string after)
    {
        _next.Bind(1, after);
        return _next.First<string?>(row => row.Text(0), null);
    }

    private (long Number, long Offset) Floor(string client, long number)
    {
        _upTo.Bind(1, client);
        _upTo.Bind(2, number);
        return _upTo.First(row => (row.Int64(0), row.Int64(1)), (0, 0));
    }

    private static List<JournalEntry> Range(ISqlStatement statement, string client, long number, int limit)
    {
        statement.Bind(1, client);
        statement.Bind(2, number);
        statement.Bind(3, limit);
        return statement.All(Entry);
    }

    private static JournalMark? Mark(ISqlStatement statement, long offset)
    {
        statement.Bind(1, offset);
        return Mark(statement);
    }

    private static JournalMark? Mark(ISqlStatement statement) =>
        statement.First<JournalMark?>(row => new JournalMark(row.Int64(0), RecordedTime.Of(row.Int64(1))), null);

    private static JournalEntry Entry(ISqlStatement row) => new(
        row.Int64(0), RecordedTime.Of(row.Int64(1)), row.Text(2), row.Int64(3), row.Text(4), row.Bytes(5));

    private static JournalEntry? First(List<JournalEntry> entries) => entries.Count == 0 ? null : entries[0];
}
