using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Sqlite;

/// <summary>The connection that writes.</summary>
internal sealed class SqliteAppender : IStoreAppender
{
    private readonly string _writer;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _lastTime;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _find;
    private readonly Func<bool>? _mayRise;
    private int _version = JournalVersion.First;

    public SqliteAppender(SqliteSettings settings, string writer, Func<bool>? mayRise = null)
    {
        (_writer, _mayRise) = (writer, mayRise);
        _database = settings.Open();
        try
        {
            SqliteSchema.Ensure(_database);
            _begin = _database.Prepare("BEGIN IMMEDIATE");
            _commit = _database.Prepare("COMMIT");
            _lastTime = _database.Prepare("SELECT created FROM journal ORDER BY ordering DESC LIMIT 1");
            _insert = _database.Prepare("""
                INSERT INTO journal (persistence_id, sequence_number, created, deleted, identifier, manifest, message, writer_uuid)
                VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7)
                """);
            _find = _database.Prepare("""
                SELECT ordering, created, message FROM journal
                WHERE persistence_id = ?1 AND sequence_number = ?2 AND writer_uuid = ?3
                """);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        var clock = RecordedTime.Ticks(now ?? TimeProvider.System.GetUtcNow());
        var version = JournalVersion.Of(writes);
        var rises = version > _version && _mayRise?.Invoke() != false;
        _begin.Run();
        try
        {
            if (rises)
                SqliteSchema.Raise(_database, version);
            var created = Math.Max(clock, _lastTime.Number());
            var recordedAt = new DateTimeOffset(created, TimeSpan.Zero);
            _insert.Bind(3, created);
            _insert.Bind(7, _writer);
            foreach (var write in writes)
            {
                foreach (var row in write.Rows)
                {
                    Insert(row);
                    row.Offset = _database.LastRowId;
                    row.RecordedAt = recordedAt;
                }
            }

            _commit.Run();
            _version = rises ? version : _version;
            return RecordedTime.Of(clock);
        }
        catch
        {
            _database.TryRollBack();
            throw;
        }
    }

    public JournalReplaced? MarkIfBehind(KnownRow known, DateTimeOffset? now)
    {
        _begin.Run();
        try
        {
            var how = Succession.Mark(_database, known, now ?? TimeProvider.System.GetUtcNow(), row => SqliteSchema.Insert(_database, row));
            _commit.Run();
            return how;
        }
        catch
        {
            _database.TryRollBack();
            throw;
        }
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes) => [.. writes.Where(write => Array.TrueForAll(write.Rows, Find))];

    public void Probe() => SqliteSchema.Probe(_database);

    public void Dispose() => _database.Dispose();

    private void Insert(PendingRow row)
    {
        _insert.Bind(1, row.PersistenceId);
        _insert.Bind(2, row.SequenceNr);
        _insert.Bind(4, row.Serializer);
        _insert.Bind(5, row.Manifest);
        _insert.Bind(6, row.Payload);
        _insert.Run();
    }

    private bool Find(PendingRow row)
    {
        _find.Bind(1, row.PersistenceId);
        _find.Bind(2, row.SequenceNr);
        _find.Bind(3, _writer);
        // The bytes too: a later incarnation of the same actor in this process writes under the same name.
        var found = _find.First<(long Offset, long Created, byte[] Bytes)?>(there => (there.Int64(0), there.Int64(1), there.Bytes(2)), null);
        if (found is not { } same || !same.Bytes.AsSpan().SequenceEqual(row.Payload))
            return false;
        (row.Offset, row.RecordedAt) = (same.Offset, new DateTimeOffset(same.Created, TimeSpan.Zero));
        return true;
    }
}
