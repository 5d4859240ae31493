using System.Diagnostics;
using Fleet.Protocol.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Benchmarks.Journal;

/// <summary>The ceiling on PostgreSQL: one connection, a thousand rows a binary COPY and a commit, into the same table.</summary>
internal sealed class RawCopy : IContender
{
    private const int RowsACommit = 1000;
    private readonly NpgsqlConnection _connection;
    private long _seq;

    public RawCopy(string connectionString)
    {
        _connection = new NpgsqlConnection(connectionString);
        _connection.Open();
        using var create = new NpgsqlCommand(
            """
            CREATE TABLE journal (ordering bigint NOT NULL PRIMARY KEY, created bigint NOT NULL, deleted boolean NOT NULL, persistence_id text COLLATE "C" NOT NULL,
              sequence_number bigint NOT NULL, message bytea NOT NULL, manifest text NOT NULL, identifier integer NOT NULL, writer_uuid text NOT NULL,
              UNIQUE (persistence_id, sequence_number))
            """,
            _connection);
        create.ExecuteNonQuery();
    }

    public string Name => "raw binary COPY, 1 connection";

    public long Run(TimeSpan duration, int actors)
    {
        var rows = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            // A COPY is a transaction of its own.
            using var copy = _connection.BeginBinaryImport(
                "COPY journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid) FROM STDIN (FORMAT BINARY)");
            for (var i = 0; i < RowsACommit; i++, rows++)
                Write(copy, actors);
            copy.Complete();
        }

        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private void Write(NpgsqlBinaryImporter copy, int actors)
    {
        // In turns, as the actors' rows come.
        var row = BenchRows.Report(2);
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        copy.StartRow();
        copy.Write(_seq + 1, NpgsqlDbType.Bigint);
        copy.Write(DateTime.UtcNow.Ticks, NpgsqlDbType.Bigint);
        copy.Write(false, NpgsqlDbType.Boolean);
        copy.Write(Names.Of((int)(_seq % actors)), NpgsqlDbType.Text);
        copy.Write(_seq++ / actors, NpgsqlDbType.Bigint);
        copy.Write(bytes, NpgsqlDbType.Bytea);
        copy.Write(manifest, NpgsqlDbType.Text);
        copy.Write(1971, NpgsqlDbType.Integer);
        copy.Write("aaaabbbbcccc", NpgsqlDbType.Text);
    }
}
