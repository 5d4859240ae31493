using Fleet.Actors.Journal.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Actors.Journal.Postgres;

/// <summary>The connection that writes: one round trip a transaction.</summary>
internal sealed class PostgresAppender : IStoreAppender
{
    private readonly string _writer;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _append;
    private readonly NpgsqlCommand _find;
    private readonly NpgsqlCommand _probe;

    public PostgresAppender(PostgresSettings settings, string writer)
    {
        _writer = writer;
        // Not pooled: who drops a connection after an error wants another one.
        _connection = new NpgsqlConnection(settings.ConnectionStringFor("journal writer") + ";Pooling=false");
        try
        {
            _connection.Open();
            PostgresSchema.Ensure(_connection);
            StoreUse.TakePart(_connection);
            using (var durable = new NpgsqlCommand($"SET synchronous_commit = {settings.SynchronousCommit}", _connection))
                durable.ExecuteNonQuery();
            _append = Prepare(
                "CALL journal_append($1, $2, $3, $4, $5, $6, $7, NULL, NULL)",
                Arrays.Text, Arrays.Bigint, Arrays.Integer, Arrays.Text, Arrays.Bytea, NpgsqlDbType.Text, NpgsqlDbType.Bigint);
            // Behind whoever has the lock, so that a commit which is still under way on the server is seen.
            _find = Prepare(
                """
                SELECT wanted.n, j.ordering, j.created
                FROM unnest($1, $2, $3) WITH ORDINALITY AS wanted (id, number, message, n)
                JOIN journal AS j ON j.persistence_id = wanted.id AND j.sequence_number = wanted.number
                WHERE j.writer_uuid = $4 AND j.message = wanted.message
                """,
                Arrays.Text, Arrays.Bigint, Arrays.Bytea, NpgsqlDbType.Text);
            _probe = Prepare("UPDATE journal_version SET version = version");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset now)
    {
        var rows = new RowArrays(writes);
        Bind(_append, rows.Ids, rows.SequenceNumbers, rows.Serializers, rows.Manifests, rows.Messages, _writer, RecordedTime.Ticks(now));
        using var answer = _append.ExecuteReader();
        answer.Read();
        var offset = answer.GetInt64(0);
        var recordedAt = RecordedTime.Of(answer.GetInt64(1));
        foreach (var write in writes)
        {
            foreach (var row in write.Rows)
                (row.Offset, row.RecordedAt) = (offset++, recordedAt);
        }
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes)
    {
        var rows = writes.SelectMany(write => write.Rows).ToArray();
        using var transaction = _connection.BeginTransaction();
        using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock('journal'::regclass::bigint)", _connection))
            wait.ExecuteNonQuery();
        var found = new HashSet<PendingRow>();
        Bind(
            _find, Array.ConvertAll(rows, row => row.PersistenceId), Array.ConvertAll(rows, row => row.SequenceNr),
            Array.ConvertAll(rows, row => row.Payload), _writer);
        using (var answer = _find.ExecuteReader())
        {
            while (answer.Read())
            {
                var row = rows[answer.GetInt64(0) - 1];
                (row.Offset, row.RecordedAt) = (answer.GetInt64(1), RecordedTime.Of(answer.GetInt64(2)));
                found.Add(row);
            }
        }

        transaction.Commit();
        return [.. writes.Where(write => Array.TrueForAll(write.Rows, found.Contains))];
    }

    public void Probe() => _probe.ExecuteNonQuery();

    public void Dispose()
    {
        _append.Dispose();
        _find.Dispose();
        _probe.Dispose();
        _connection.Dispose();
    }

    private NpgsqlCommand Prepare(string sql, params ReadOnlySpan<NpgsqlDbType> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var type in parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        command.Prepare();
        return command;
    }

    private static void Bind(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
    }

    private static class Arrays
    {
        public const NpgsqlDbType Text = NpgsqlDbType.Array | NpgsqlDbType.Text;
        public const NpgsqlDbType Bigint = NpgsqlDbType.Array | NpgsqlDbType.Bigint;
        public const NpgsqlDbType Integer = NpgsqlDbType.Array | NpgsqlDbType.Integer;
        public const NpgsqlDbType Bytea = NpgsqlDbType.Array | NpgsqlDbType.Bytea;
    }
}
