using System.Text.Json;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Journal.Sqlite;

/// <summary>The connection that reads: without a transaction, so that it neither waits for the writer nor makes it wait.</summary>
internal sealed class SqliteReader : IStoreReader
{
    // CROSS JOIN keeps SQLite from turning the loops around: two steps down an index for each id, however long its history.
    internal const string LastRows = """
        SELECT j.persistence_id, j.sequence_number, j.ordering, j.created, j.deleted, j.identifier, j.manifest, j.writer_uuid, j.message
        FROM json_each(?1) AS wanted
        CROSS JOIN journal AS j ON j.persistence_id = wanted.value
          AND j.sequence_number = (SELECT max(sequence_number) FROM journal WHERE persistence_id = wanted.value)
        """;

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _last;

    public SqliteReader(SqliteSettings settings)
    {
        _database = settings.Open();
        try
        {
            SqliteSchema.Ensure(_database);
            _last = _database.Prepare(LastRows);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds)
    {
        var rows = new List<StoredRow>(persistenceIds.Count);
        _last.Bind(1, JsonSerializer.Serialize(persistenceIds));
        try
        {
            while (_last.Step())
                rows.Add(Row());
        }
        finally
        {
            _last.Reset();
        }

        return rows;
    }

    public void Dispose()
    {
        _last.Dispose();
        _database.Dispose();
    }

    private StoredRow Row() => new(
        _last.Text(0), _last.Int64(1), _last.Int64(2), new DateTimeOffset(_last.Int64(3), TimeSpan.Zero), _last.Int64(4) != 0,
        (int)_last.Int64(5), _last.Text(6), _last.Text(7), _last.Blob(8).ToArray());
}
