using Fleet.Actors.Journal.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Actors.Journal.Postgres;

/// <summary>The connection that reads what clients recover from.</summary>
internal sealed class PostgresReader : IStoreReader
{
    // One step down the index for each id, however long its history.
    internal const string LastRows = """
        SELECT j.persistence_id, j.sequence_number, j.ordering, j.created, j.deleted, j.identifier, j.manifest, j.writer_uuid, j.message
        FROM unnest($1) AS wanted (id)
        CROSS JOIN LATERAL (SELECT * FROM journal WHERE persistence_id = wanted.id ORDER BY sequence_number DESC LIMIT 1) AS j
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _last;

    public PostgresReader(PostgresSettings settings)
    {
        _connection = new NpgsqlConnection(settings.ConnectionStringFor("journal reader") + ";Pooling=false");
        try
        {
            _connection.Open();
            PostgresSchema.Ensure(_connection);
            _last = new NpgsqlCommand(LastRows, _connection);
            _last.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
            _last.Prepare();
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds)
    {
        _last.Parameters[0].Value = persistenceIds.ToArray();
        var rows = new List<StoredRow>(persistenceIds.Count);
        using var row = _last.ExecuteReader();
        while (row.Read())
        {
            rows.Add(new StoredRow(
                row.GetString(0), row.GetInt64(1), row.GetInt64(2), RecordedTime.Of(row.GetInt64(3)), row.GetBoolean(4),
                row.GetInt32(5), row.GetString(6), row.GetString(7), row.GetFieldValue<byte[]>(8)));
        }

        return rows;
    }

    public void Dispose()
    {
        _last.Dispose();
        _connection.Dispose();
    }
}
