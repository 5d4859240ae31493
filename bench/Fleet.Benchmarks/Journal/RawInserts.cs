using System.Diagnostics;
using Fleet.Protocol.Journal;
using Microsoft.Data.Sqlite;

namespace Fleet.Benchmarks.Journal;

/// <summary>The ceiling: one thread, one prepared insert, a thousand rows a commit, into the same tables with the same pragmas.</summary>
internal sealed class RawInserts : IContender
{
    private const int RowsACommit = 1000;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private long _seq;

    public RawInserts(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA cache_size = -65536");
        Execute("PRAGMA wal_autocheckpoint = 20000");
        Execute("""
            CREATE TABLE journal (ordering INTEGER NOT NULL PRIMARY KEY, created INTEGER NOT NULL, deleted INTEGER NOT NULL, persistence_id TEXT NOT NULL,
              sequence_number INTEGER NOT NULL, message BLOB NOT NULL, manifest TEXT NOT NULL, identifier INTEGER NOT NULL, writer_uuid TEXT NOT NULL,
              UNIQUE (persistence_id, sequence_number))
            """);
        _insert = _connection.CreateCommand();
        _insert.CommandText = """
            INSERT INTO journal (persistence_id, sequence_number, created, deleted, identifier, manifest, message, writer_uuid)
            VALUES (@id, @seq, @created, 0, 1971, @manifest, @message, 'aaaabbbbcccc')
            """;
        foreach (var name in (ReadOnlySpan<string>)["@id", "@seq", "@created", "@manifest", "@message"])
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        _insert.Prepare();
    }

    public string Name => "raw prepared inserts, 1 thread";

    public long Run(TimeSpan duration, int actors)
    {
        var rows = 0L;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            using var transaction = _connection.BeginTransaction();
            _insert.Transaction = transaction;
            for (var i = 0; i < RowsACommit; i++, rows++)
                Insert(actors);
            transaction.Commit();
        }

        return rows;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Insert(int actors)
    {
        // In turns, as the actors' rows come.
        var row = BenchRows.Report(2);
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        _insert.Parameters[0].Value = Names.Of((int)(_seq % actors));
        _insert.Parameters[1].Value = _seq++ / actors;
        _insert.Parameters[2].Value = DateTime.UtcNow.Ticks;
        _insert.Parameters[3].Value = manifest;
        _insert.Parameters[4].Value = bytes;
        _insert.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
