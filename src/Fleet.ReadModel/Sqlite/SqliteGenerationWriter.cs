using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.ReadModel.Sqlite;

/// <summary>Brings the tables of one generation forward, inside a transaction of its caller.</summary>
internal sealed class SqliteGenerationWriter : IGenerationWriter
{
    private readonly SqliteStatement _advance;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _updateUsual;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _count;
    private readonly SqliteStatement _checkpoint;
    private readonly SqliteStatement _keep;

    public SqliteGenerationWriter(SqliteDatabase database, int generation)
    {
        Number = generation;
        _advance = database.Prepare($"""
            UPDATE generation SET offset = ?3, recorded_at = ?4, checkpoint = ?5
            WHERE number = ?1 AND offset = ?2 AND stage <> {(int)GenerationStage.Retired} RETURNING 1
            """);
        _find = database.Prepare($"SELECT group_name, facet, heard_at, ages_from, session_node FROM client_{generation} WHERE client_id = ?1");
        _insert = database.Prepare($"INSERT INTO client_{generation} ({ClientColumns.List}) VALUES ({ClientBinding.Parameters})");
        _update = database.Prepare($"UPDATE client_{generation} SET {ClientBinding.Assignments} WHERE client_id = ?1");
        _updateUsual = database.Prepare($"UPDATE client_{generation} SET {ClientBinding.UsualAssignments} WHERE client_id = ?1");
        _delete = database.Prepare($"DELETE FROM client_{generation} WHERE client_id = ?1");
        _count = database.Prepare($"""
            INSERT INTO count_{generation} (kind, group_name, facet, clients, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET clients = clients + excluded.clients, changed_at = excluded.changed_at
            """);
        _checkpoint = database.Prepare($"INSERT INTO checkpoint_{generation} (offset, recorded_at) VALUES (?1, ?2)");
        _keep = database.Prepare($"""
            INSERT INTO count_history_{generation} (kind, group_name, facet, offset, clients)
            SELECT kind, group_name, facet, ?1, clients FROM count_{generation} WHERE changed_at > ?2
            """);
    }

    public int Number { get; }

    /// <summary>Null: somebody else was faster, and nothing was written.</summary>
    public Generation? Apply(Generation generation, ProjectionBatch batch)
    {
        var next = generation with
        {
            Offset = batch.Offset,
            RecordedAt = batch.RecordedAt,
            Checkpoint = batch.IsCheckpoint ? batch.Offset : generation.Checkpoint,
        };
        if (!Advance(generation, next))
            return null;
        var counts = new CountChanges();
        foreach (var change in batch.Clients)
            counts.Move(Replace(change), CountKey.Of(change.Record.State));
        Count(counts, batch.Offset);
        if (batch.IsCheckpoint)
            Keep(batch, generation.Checkpoint);
        return next;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_advance, _find, _insert, _update, _updateUsual, _delete, _count, _checkpoint, _keep])
            statement.Dispose();
    }

    private bool Advance(Generation from, Generation to)
    {
        _advance.Bind(1, from.Number);
        _advance.Bind(2, from.Offset);
        _advance.Bind(3, to.Offset);
        _advance.Bind(4, to.RecordedAt!.Value.Ticks);
        _advance.Bind(5, to.Checkpoint);
        return _advance.First(static _ => true, otherwise: false);
    }

    /// <summary>Writes a client; returns where it counted before.</summary>
    private CountKey? Replace(ClientChange change)
    {
        var record = change.Record;
        var before = Find(record.Client.Value);
        if (!change.IsHeard && before is not null)
            record = record with { HeardAt = before.Value.HeardAt };
        if (!record.State.Exists)
        {
            _delete.Bind(1, record.Client.Value);
            _delete.Run();
            return before?.Key;
        }

        var write = before is not { } old ? _insert
            : ClientBinding.IsUsual(record.State, old.AgesFrom, old.SessionNode) ? _updateUsual
            : _update;
        ClientBinding.Bind(write, record);
        write.Run();
        return before?.Key;
    }

    private (CountKey Key, DateTimeOffset HeardAt, long? AgesFrom, long? SessionNode)? Find(string client)
    {
        _find.Bind(1, client);
        return _find.First<(CountKey, DateTimeOffset, long?, long?)?>(
            static row => (new CountKey(row.Text(0), (int)row.Int64(1)), ClientColumns.Ticks(row.Int64(2)), row.Int64OrNull(3), row.Int64OrNull(4)), null);
    }

    private void Count(CountChanges counts, long offset)
    {
        foreach (var (cell, change) in counts.Changes)
        {
            _count.Bind(1, (int)cell.Kind);
            _count.Bind(2, cell.Group);
            _count.Bind(3, cell.Facet);
            _count.Bind(4, change);
            _count.Bind(5, offset);
            _count.Run();
        }
    }

    private void Keep(ProjectionBatch batch, long lastCheckpoint)
    {
        _checkpoint.Bind(1, batch.Offset);
        _checkpoint.Bind(2, batch.RecordedAt.Ticks);
        _checkpoint.Run();
        _keep.Bind(1, batch.Offset);
        _keep.Bind(2, lastCheckpoint);
        _keep.Run();
    }
}
