using System.Text.Json;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
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
        _last.Bind(1, JsonSerializer.Serialize(persistenceIds));
        return _last.All(Row);
    }

    public void Dispose() => _database.Dispose();

    private static StoredRow Row(ISqlStatement row) => new(
        row.Text(0), row.Int64(1), row.Int64(2), new DateTimeOffset(row.Int64(3), TimeSpan.Zero), row.Int64(4) != 0,
        (int)row.Int64(5), row.Text(6), row.Text(7), row.Bytes(8));
}
