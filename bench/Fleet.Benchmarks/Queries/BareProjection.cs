using Fleet.Actors.ReadModel.Sqlite;
using Fleet.Actors.ReadModel.Store;
using Fleet.Actors.Sqlite;

namespace Fleet.Benchmarks.Queries;

/// <summary>The same client rows, written by nothing but a prepared upsert into the same table with the same indexes: no journal, no decoding, no counts.</summary>
internal sealed class BareProjection : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _upsert;

    /// <param name="file">A copy of the read model.</param>
    public BareProjection(string file)
    {
        _database = SqliteDatabase.Open(
            SqliteDatabase.ConnectionString(file), TimeSpan.FromSeconds(5), "synchronous = NORMAL", "cache_size = -262144", "wal_autocheckpoint = 40000");
        _upsert = _database.Prepare($"""
            INSERT INTO client_1 ({ClientColumns.List}) VALUES ({ClientBinding.Parameters})
            ON CONFLICT DO UPDATE SET {ClientBinding.Assignments}
            """);
    }

    public void Write(ProjectionBatch batch)
    {
        _database.Run("BEGIN IMMEDIATE");
        foreach (var change in batch.Clients)
        {
            ClientBinding.Bind(_upsert, change.Record);
            _upsert.Run();
        }

        _database.Run("COMMIT");
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _database.Dispose();
    }
}
