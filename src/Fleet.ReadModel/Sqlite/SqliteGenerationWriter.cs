using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;

namespace Fleet.ReadModel.Sqlite;

/// <summary>Writes row by row: a prepared statement costs less than to gather rows for one that takes many.</summary>
internal sealed class SqliteGenerationWriter(SqliteDatabase database, int generation) : GenerationWriter(database, generation)
{
    private readonly SqliteStatement _find = database.Prepare($"SELECT group_name, facet, heard_at, ages_from, session_node, marked FROM client_{generation} WHERE client_id = ?1");
    private readonly SqliteStatement _insert = database.Prepare($"INSERT INTO client_{generation} ({ClientColumns.List}) VALUES ({ClientBinding.Parameters})");
    private readonly SqliteStatement _appear = database.Prepare($"INSERT INTO id_{generation} VALUES (?1, ?2)");
    private readonly SqliteStatement _update = database.Prepare($"UPDATE client_{generation} SET {ClientBinding.Assignments} WHERE client_id = ?1");
    private readonly SqliteStatement _updateUsual = database.Prepare($"UPDATE client_{generation} SET {ClientBinding.UsualAssignments} WHERE client_id = ?1");
    private readonly SqliteStatement _delete = database.Prepare($"DELETE FROM client_{generation} WHERE client_id = ?1");
    private readonly SqliteStatement _count = database.Prepare($"""
        INSERT INTO count_{generation} (kind, group_name, facet, clients, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET clients = clients + excluded.clients, changed_at = excluded.changed_at
        """);

    private readonly SqliteStatement _act = database.Prepare($"INSERT INTO act_{generation} ({ActTable.Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");

    public override void Dispose()
    {
        base.Dispose();
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_find, _insert, _appear, _update, _updateUsual, _delete, _count, _act])
            statement.Dispose();
    }

    protected override CountChanges Write(IReadOnlyCollection<ClientChange> clients)
    {
        var counts = new CountChanges();
        foreach (var change in clients)
            counts.Move(Replace(change), CountKey.Of(change.Record.State));
        return counts;
    }

    protected override void Write(IReadOnlyList<RecordedAct> acts)
    {
        foreach (var act in acts)
        {
            _act.Bind(1, act.Offset);
            _act.Bind(2, act.RecordedAt.Ticks);
            foreach (var (place, text) in ActTable.Texts(act).Index())
                _act.BindText(place + 3, text);
            _act.Run();
        }
    }

    protected override void Count(CountChanges counts, long offset)
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
            : ClientBinding.IsUsual(record.State, old.AgesFrom, old.SessionNode, old.Marked) ? _updateUsual
            : _update;
        ClientBinding.Bind(write, record);
        write.Run();
        if (before is null)
            Appear(record);
        return before?.Key;
    }

    private void Appear(ClientRecord record)
    {
        _appear.Bind(1, record.Offset);
        _appear.Bind(2, record.Client.Value);
        _appear.Run();
    }

    private (CountKey Key, DateTimeOffset HeardAt, long? AgesFrom, long? SessionNode, long? Marked)? Find(string client)
    {
        _find.Bind(1, client);
        return _find.First<(CountKey, DateTimeOffset, long?, long?, long?)?>(
            static row => (new CountKey(row.Text(0), (int)row.Int64(1)), ClientColumns.Ticks(row.Int64(2)), row.Int64OrNull(3), row.Int64OrNull(4), row.Int64OrNull(5)), null);
    }
}
