using Fleet.Testing;
using Npgsql;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>Holds up a backup at the last row of <see cref="LongJournal.LengthenDatabase"/>, by a lock on what leads to the rest of that row; hosts go on.</summary>
internal sealed class LastRowGate : IDisposable
{
    private readonly string _database;
    private readonly NpgsqlConnection _connection;

    public LastRowGate(string database)
    {
        _database = database;
        _connection = new NpgsqlConnection(database + ";Pooling=false" + Patience.Connection);
        _connection.Open();
        using var name = new NpgsqlCommand("SELECT reltoastrelid::regclass::text FROM pg_class WHERE oid = 'journal'::regclass", _connection);
        using var take = new NpgsqlCommand($"BEGIN; REINDEX INDEX {name.ExecuteScalar()}_index", _connection);
        take.ExecuteNonQuery();
    }

    /// <summary>Somebody has come to it.</summary>
    public bool IsReached => LongJournal.Number(
        _database, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%backup' AND wait_event_type = 'Lock'") > 0;

    /// <summary>Opens it.</summary>
    public void Dispose() => _connection.Dispose();
}
