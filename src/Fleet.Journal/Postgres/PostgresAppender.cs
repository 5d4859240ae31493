using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Fleet.Protocol.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Journal.Postgres;

/// <summary>The connection that writes: one round trip a transaction, of which the server has all or nothing.</summary>
internal sealed class PostgresAppender : IStoreAppender
{
    private readonly string _writer;
    private readonly NpgsqlConnection _connection;
    private readonly CommitWarnings _warnings;
    private readonly NpgsqlCommand _append;
    private readonly NpgsqlCommand _find;
    private readonly Func<bool>? _mayRise;
    private int _version = JournalVersion.First;

    public PostgresAppender(PostgresSettings settings, string writer, Func<bool>? mayRise = null)
    {
        (_writer, _mayRise) = (writer, mayRise);
        _connection = PrimaryConnection.Open(settings.LockingConnectionStringFor("journal writer"));
        try
        {
            _warnings = new CommitWarnings(_connection);
            PostgresSchema.Ensure(_connection);
            StoreUse.TakePart(_connection);
            _append = Prepare(
                "CALL journal_write($1, $2, $3, $4, $5, $6, $7, NULL, NULL, NULL)",
                Arrays.Text, Arrays.Bigint, Arrays.Integer, Arrays.Text, Arrays.Bytea, NpgsqlDbType.Text, NpgsqlDbType.Bigint);
            // Never cancelled: see LeavableAppender.
            _append.CommandTimeout = 0;
            _find = Prepare("CALL journal_find($1, $2, $3, $4, NULL, NULL, NULL)", Arrays.Text, Arrays.Bigint, Arrays.Bytea, NpgsqlDbType.Text);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        // Before the rows, as these are committed by themselves: one that comes to nothing has done no harm.
        if (JournalVersion.Of(writes) is var version && version > _version && _mayRise?.Invoke() != false)
        {
            _warnings.Durably(() =>
            {
                PostgresSchema.Raise(_connection, version);
                return true;
            });
            _version = version;
        }

        var rows = new RowArrays(writes);
        Bind(
            _append, rows.Ids, rows.SequenceNumbers, rows.Serializers, rows.Manifests, rows.Messages, _writer,
            now is { } told ? RecordedTime.Ticks(told) : DBNull.Value);
        var (offset, recordedAt, clock) = _warnings.Durably(() =>
        {
            using var answer = _append.ExecuteReader();
            answer.Read();
            return (answer.GetInt64(0), RecordedTime.Of(answer.GetInt64(1)), RecordedTime.Of(answer.GetInt64(2)));
        });
        foreach (var write in writes)
        {
            foreach (var row in write.Rows)
                (row.Offset, row.RecordedAt) = (offset++, recordedAt);
        }

        return clock;
    }

    public JournalReplaced? MarkIfBehind(KnownRow known, DateTimeOffset? now)
    {
        using var transaction = _connection.BeginTransaction();
        // Who stands still in the middle must not keep the others from writing.
        using (var begin = new NpgsqlCommand(
            "SET LOCAL idle_in_transaction_session_timeout = '5s'; SELECT pg_advisory_xact_lock('journal'::regclass::bigint)", _connection))
            begin.ExecuteNonQuery();
        var how = Succession.Mark(new PostgresConnection(_connection), known, now ?? PostgresSchema.Now(_connection), Insert);
        transaction.Commit();
        return how;
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes)
    {
        var rows = writes.SelectMany(write => write.Rows).ToArray();
        Bind(
            _find, Array.ConvertAll(rows, row => row.PersistenceId), Array.ConvertAll(rows, row => row.SequenceNr),
            Array.ConvertAll(rows, row => row.Payload), _writer);
        var (places, offsets, times) = _warnings.Durably(() =>
        {
            using var answer = _find.ExecuteReader();
            answer.Read();
            return (Longs(answer, 0), Longs(answer, 1), Longs(answer, 2));
        });
        var found = new HashSet<PendingRow>();
        for (var i = 0; i < places.Length; i++)
        {
            var row = rows[places[i] - 1];
            (row.Offset, row.RecordedAt) = (offsets[i], RecordedTime.Of(times[i]));
            found.Add(row);
        }

        return [.. writes.Where(write => Array.TrueForAll(write.Rows, found.Contains))];
    }

    /// <remarks>A look for nothing: it waits for the lock, writes, and waits for the standby, as a transaction with rows does.</remarks>
    public void Probe() => Find([]);

    public void Dispose()
    {
        _append.Dispose();
        _find.Dispose();
        _connection.Dispose();
    }

    private void Insert(StoredRow row)
    {
        using var insert = new NpgsqlCommand(
            """
            INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            _connection);
        foreach (var value in (ReadOnlySpan<object>)
            [row.Offset, row.RecordedAt.UtcTicks, row.Deleted, row.PersistenceId, row.SequenceNr, row.Payload, row.Manifest, row.Serializer, row.Writer])
            insert.Parameters.Add(new NpgsqlParameter { Value = value });
        insert.ExecuteNonQuery();
    }

    private NpgsqlCommand Prepare(string sql, params ReadOnlySpan<NpgsqlDbType> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var type in parameters)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        command.Prepare();
        return command;
    }

    /// <summary>An array, of which PostgreSQL makes null if it is empty.</summary>
    private static long[] Longs(NpgsqlDataReader answer, int column) => answer.IsDBNull(column) ? [] : answer.GetFieldValue<long[]>(column);

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
