using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Journal.Postgres;

/// <summary>The connection that reads what clients recover from.</summary>
/// <remarks>
/// What is visible need not be durable (a wait for the standby that was cancelled, a server that started again without it), and what is
/// under way is not visible. So one round trip first waits for whoever has the journal's lock, then reads, then, if there has to be a
/// standby, writes a message that nobody reads: once the standby has that, it has the rows, which are older.
/// </remarks>
internal sealed class PostgresReader : IStoreReader
{
    // One step down the index for each id, however long its history.
    internal const string LastRows = """
        SELECT j.persistence_id, j.sequence_number, j.ordering, j.created, j.deleted, j.identifier, j.manifest, j.writer_uuid, j.message
        FROM unnest($1) AS wanted (id)
        CROSS JOIN LATERAL (SELECT * FROM journal WHERE persistence_id = wanted.id ORDER BY sequence_number DESC LIMIT 1) AS j
        """;

    private const string Wait = "SELECT pg_advisory_lock_shared('journal'::regclass::bigint), pg_advisory_unlock_shared('journal'::regclass::bigint)";

    private const string Confirm = "SELECT pg_logical_emit_message(TRUE, 'fleet', '') WHERE current_setting('synchronous_standby_names') <> ''";

    private readonly NpgsqlConnection _connection;
    private readonly CommitWarnings _warnings;
    private readonly NpgsqlBatch _last;
    private readonly NpgsqlParameter _ids = new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    public PostgresReader(PostgresSettings settings)
    {
        _connection = PrimaryConnection.Open(settings.LockingConnectionStringFor("journal reader"));
        try
        {
            _warnings = new CommitWarnings(_connection);
            PostgresSchema.Ensure(_connection);
            _last = new NpgsqlBatch(_connection) { BatchCommands = { new(Wait), new(LastRows) { Parameters = { _ids } }, new(Confirm) } };
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
        _ids.Value = persistenceIds.ToArray();
        return _warnings.Durably(() =>
        {
            var rows = new List<StoredRow>(persistenceIds.Count);
            using var row = _last.ExecuteReader();
            row.NextResult();
            while (row.Read())
            {
                rows.Add(new StoredRow(
                    row.GetString(0), row.GetInt64(1), row.GetInt64(2), RecordedTime.Of(row.GetInt64(3)), row.GetBoolean(4),
                    row.GetInt32(5), row.GetString(6), row.GetString(7), row.GetFieldValue<byte[]>(8)));
            }

            return rows;
        });
    }

    public void Dispose()
    {
        _last.Dispose();
        _connection.Dispose();
    }
}
