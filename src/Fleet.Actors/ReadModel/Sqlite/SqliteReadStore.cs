using System.Collections.Concurrent;
using Fleet.Actors.ReadModel.Sqlite.Scans;
using Fleet.Actors.ReadModel.Store;
using Fleet.Actors.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fleet.Actors.ReadModel.Sqlite;

/// <summary>The read model in one SQLite file: a connection that writes, and a pool of those that read.</summary>
/// <param name="path">The file.</param>
/// <param name="few">See <see cref="Scans.ScanPlan"/>.</param>
internal sealed class SqliteReadStore(string path, int few = Scans.ScanPlan.Few) : IReadStore
{
    private static readonly int MaxIdle = 2 * Environment.ProcessorCount;
    private readonly ReadFile _file = new(path);
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    // Held by each snapshot: the file is not replaced under a reader, whose closing would then hit the new one's log.
    private readonly ReaderWriterLockSlim _replacing = new(LockRecursionPolicy.SupportsRecursion);
    private readonly Dictionary<int, GenerationWriter> _writers = [];
    private SqliteDatabase? _database;
    private BackgroundCheckpoint? _checkpoint;
    private volatile bool _distrusted;

    private SqliteDatabase Database => _database ?? throw new InvalidOperationException($"{nameof(Prepare)} comes first.");

    public string? Prepare()
    {
        _replacing.EnterWriteLock();
        try
        {
            Close();
            _database = _file.OpenToWrite(_distrusted, out var replaced);
            _distrusted = false;
            _checkpoint = new BackgroundCheckpoint(_file.Open());
            return replaced;
        }
        finally
        {
            _replacing.ExitWriteLock();
        }
    }

    public bool IsDistrusted => _distrusted;

    public bool IsDamage(Exception exception)
    {
        if (exception is not SqliteException e || !SqliteDatabase.IsDamage(e))
            return false;
        _distrusted = true;
        return true;
    }

    public IReadOnlyList<Generation> Generations()
    {
        var found = new List<Generation>();
        using var select = Database.Prepare("SELECT number, stage, offset, recorded_at, checkpoint FROM generation ORDER BY number");
        while (select.Step())
        {
            found.Add(new Generation(
                (int)select.Int64(0), (GenerationStage)select.Int64(1), select.Int64(2),
                select.Int64OrNull(3) is { } ticks ? ClientColumns.Ticks(ticks) : null, select.Int64(4)));
        }

        return found;
    }

    public void BeginGeneration() => Transact(database =>
    {
        var number = (int)database.Number("SELECT coalesce(max(number), 0) + 1 FROM generation");
        foreach (var statement in ReadSchema.TablesOf(number))
            database.Run(statement);
        database.Run($"INSERT INTO generation (number, stage, offset, checkpoint) VALUES ({number}, {(int)GenerationStage.Building}, 0, 0)");
        return true;
    });

    public Generation? Commit(Generation from, ProjectionBatch batch)
    {
        Generation? next = null;
        Transact(_ => (next = Writer(from.Number).Apply(from, batch)) is not null);
        return next;
    }

    public bool BuildNextIndex(Generation generation)
    {
        foreach (var (suffix, columns) in ReadSchema.Indexes)
        {
            var name = $"client_{generation.Number}_{suffix}";
            if (Database.Number($"SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = '{name}'") == 1)
                continue;
            Database.Run($"CREATE INDEX IF NOT EXISTS {name} ON client_{generation.Number} {columns}");
            return true;
        }

        return false;
    }

    public bool Serve(Generation building, Generation? serving) => Transact(database =>
    {
        if (Turn(database, building, GenerationStage.Serving) != 1)
            return false;
        if (serving is not null && Turn(database, serving, GenerationStage.Retired) != 1)
            return false;
        if (database.Number($"SELECT count(*) FROM generation WHERE stage = {(int)GenerationStage.Serving}") != 1)
            return false;
        foreach (var view in ReadViews.Of(building.Number))
            database.Run(view);
        return true;
    });

    public bool DropNext()
    {
        var number = (int)Database.Number($"SELECT number FROM generation WHERE stage = {(int)GenerationStage.Retired} LIMIT 1");
        if (number == 0)
            return false;
        if (_writers.Remove(number, out var writer))
            writer.Dispose();
        foreach (var drop in ReadSchema.DropsOf(number))
        {
            var name = drop.Split(' ')[^1];
            if (Database.Number($"SELECT count(*) FROM sqlite_schema WHERE name = '{name}'") == 0)
                continue;
            Database.Run(drop);
            return true;
        }

        Database.Run($"DELETE FROM generation WHERE number = {number}");
        return true;
    }

    public IReadSnapshot Snapshot()
    {
        _replacing.EnterReadLock();
        ReadConnection? connection = null;
        try
        {
            if (_database is null)
                throw new ReadModelUnavailableException("The read model is not open yet.");
            connection = _idle.TryTake(out var idle) ? idle : new ReadConnection(_file.OpenToRead());
            return SqliteSnapshot.Open(connection, few, Return);
        }
        catch
        {
            connection?.Dispose();
            _replacing.ExitReadLock();
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        _replacing.Dispose();
    }

    private void Return(ReadConnection connection, bool isUsable)
    {
        if (isUsable && _idle.Count < MaxIdle)
            _idle.Add(connection);
        else
            connection.Dispose();
        _replacing.ExitReadLock();
    }

    private GenerationWriter Writer(int generation) =>
        _writers.TryGetValue(generation, out var writer) ? writer : _writers[generation] = new GenerationWriter(Database, generation);

    private static long Turn(SqliteDatabase database, Generation generation, GenerationStage stage) => database.Number($"""
        UPDATE generation SET stage = {(int)stage}
        WHERE number = {generation.Number} AND offset = {generation.Offset} AND stage = {(int)generation.Stage} RETURNING 1
        """);

    private bool Transact(Func<SqliteDatabase, bool> work)
    {
        var database = Database;
        database.Run("BEGIN IMMEDIATE");
        try
        {
            var done = work(database);
            database.Run(done ? "COMMIT" : "ROLLBACK");
            return done;
        }
        catch
        {
            database.TryRollBack();
            throw;
        }
    }

    private void Close()
    {
        while (_idle.TryTake(out var connection))
            connection.Dispose();
        foreach (var writer in _writers.Values)
            writer.Dispose();
        _writers.Clear();
        _checkpoint?.Dispose();
        _checkpoint = null;
        _database?.Dispose();
        _database = null;
    }
}
