using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.ReadModel.Sqlite;

/// <summary>Brings the tables of one generation forward, inside a transaction of its caller.</summary>
internal sealed class GenerationWriter : IGenerationWriter
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

    public GenerationWriter(SqliteDatabase database, int generation)
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
        var tally = new Tally();
        foreach (var change in batch.Clients)
            tally.Move(Replace(change), Place.Of(change.Record.State));
        Count(tally, batch.Offset);
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
        try
        {
            return _advance.Step();
        }
        finally
        {
            _advance.Reset();
        }
    }

    /// <summary>Writes a client; returns where it counted before.</summary>
    private Place? Replace(ClientChange change)
    {
        var record = change.Record;
        var before = Find(record.Client.Value);
        if (!change.IsHeard && before is not null)
            record = record with { HeardAt = before.Value.HeardAt };
        if (!record.State.Exists)
        {
            _delete.Bind(1, record.Client.Value);
            _delete.Run();
            return before?.Place;
        }

        var write = before is not { } old ? _insert
            : ClientBinding.IsUsual(record.State, old.AgesFrom, old.SessionNode) ? _updateUsual
            : _update;
        ClientBinding.Bind(write, record);
        write.Run();
        return before?.Place;
    }

    private (Place Place, DateTimeOffset HeardAt, long? AgesFrom, long? SessionNode)? Find(string client)
    {
        _find.Bind(1, client);
        try
        {
            return _find.Step()
                ? (new Place(_find.Text(0), (int)_find.Int64(1)), ClientColumns.Ticks(_find.Int64(2)), _find.Int64OrNull(3), _find.Int64OrNull(4))
                : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    private void Count(Tally tally, long offset)
    {
        foreach (var (cell, change) in tally.Changes)
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
