using System.Data.Common;
using Fleet.Journal.Stores;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables;

/// <summary>The read model in a database: a connection that writes, and a pool of those that read.</summary>
/// <typeparam name="T">The connection that writes.</typeparam>
/// <param name="few">See <see cref="ScanPlan"/>.</param>
internal abstract class SqlReadStore<T>(int few) : IReadStore where T : class, ISqlConnection
{
    private readonly Readers _readers = new();
    private readonly Dictionary<int, GenerationWriter> _writers = [];
    private readonly Dictionary<int, TaskWriter> _tasks = [];
    private ConnectionPool<ReadConnection>? _pool;
    private volatile T? _database;
    private volatile bool _distrusted;
    private volatile IdColumn _ids = IdColumn.Empty;

    public bool IsDistrusted => _distrusted;

    private ConnectionPool<ReadConnection> Pool => LazyInitializer.EnsureInitialized(ref _pool, () => new ConnectionPool<ReadConnection>(
        () => new ReadConnection(OpenToRead(isPrepared: _database is not null)), most: 2 * Environment.ProcessorCount, keep: TimeSpan.FromMinutes(1)));

    private T Database => _database ?? throw new InvalidOperationException($"{nameof(Prepare)} comes first.");

    public abstract string Name { get; }

    public KnownRow? Furthest()
    {
        try
        {
            using var tables = OpenBeside();
            if (tables is null || tables.Number(tables.Dialect.CountOf("generation")) == 0)
                return null;
            using var furthest = tables.Prepare(
                $"""SELECT "offset", recorded_at FROM generation WHERE stage <> {(int)GenerationStage.Retired} AND "offset" > 0 ORDER BY "offset" DESC LIMIT 1""");
            return furthest.First<KnownRow?>(row => new KnownRow(row.Int64(0), row.Int64OrNull(1) is { } ticks ? ClientColumns.Ticks(ticks) : null), null);
        }
        catch (DbException e) when (TellsOfDamage(e))
        {
            // It knows nothing any more; its projector replaces it, and says so.
            return null;
        }
    }

    public abstract void Forget();

    public string? Prepare(string? distrust = null)
    {
        Close();
        _database = OpenToWrite(distrust, _distrusted, out var replaced);
        DamagedTable.Ensure(_database);
        TaskSchema.Ensure(_database);
        _distrusted = false;
        return replaced;
    }

    public bool IsDamage(Exception exception)
    {
        if (!TellsOfDamage(exception))
            return false;
        _distrusted = true;
        return true;
    }

    public IReadOnlyList<Generation> Generations() => GenerationTables.All(Database);

    public void BeginGeneration() => Transact(database =>
    {
        GenerationTables.Begin(database);
        return true;
    });

    public Generation? Commit(Generation from, Func<Generation, ProjectionBatch?> next)
    {
        Generation? at = from;
        Transact(database =>
        {
            while (at is not null && next(at) is { } batch)
            {
                at = Writer(from.Number).Apply(at, batch);
                if (at is null)
                    return false;
                DamagedTable.Add(database, at.Number, batch.Damaged);
                Tasks(at.Number).Apply(batch.Tasks);
            }

            return at is not null;
        });
        return at;
    }

    public bool BuildNextIndex(Generation generation) => GenerationTables.BuildNextIndex(Database, generation);

    public bool Serve(Generation building, Generation? serving) => Transact(database =>
    {
        if (GenerationTables.Turn(database, building, GenerationStage.Serving) != 1)
            return false;
        if (serving is not null && GenerationTables.Turn(database, serving, GenerationStage.Retired) != 1)
            return false;
        if (database.Number($"SELECT count(*) FROM generation WHERE stage = {(int)GenerationStage.Serving}") != 1)
            return false;
        Settle(database, building);
        foreach (var view in ReadViews.Of(building.Number, database.Dialect))
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
        if (_tasks.Remove(number, out var tasks))
            tasks.Dispose();
        foreach (var drop in ReadSchema.DropsOf(number))
        {
            var name = drop.Split(' ')[^1];
            if (Database.Number(Database.Dialect.CountOf(name)) == 0)
                continue;
            return TryDrop(Database, drop);
        }

        DamagedTable.Clear(Database, number);
        TaskSchema.Clear(Database, number);
        Database.Run($"DELETE FROM generation WHERE number = {number}");
        return true;
    }

    public IReadSnapshot Snapshot()
    {
        _readers.Enter();
        try
        {
            if (Pool.TryTake(out var kept))
            {
                try
                {
                    return Open(kept);
                }
                catch (DbException e) when (!TellsOfDamage(e))
                {
                    // It broke while nobody used it, say, and the others with it.
                    Pool.DropAll();
                }
            }

            return Open(Pool.Open());
        }
        catch
        {
            _readers.Leave();
            throw;
        }
    }

    public void DropReaders() => Pool.DropAll();

    public void Dispose()
    {
        Close();
        Pool.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the tables to write, creates them if they are not there, and replaces what is no good.</summary>
    /// <param name="distrust">Why they are not to be used even if they can be opened; null: they may be.</param>
    /// <param name="distrusted">A reader or the projector has met damage.</param>
    /// <param name="replaced">What was wrong with those that had to be replaced; null: nothing, or there were none.</param>
    protected abstract T OpenToWrite(string? distrust, bool distrusted, out string? replaced);

    /// <summary>Opens the tables to read.</summary>
    /// <param name="isPrepared">This process has them open to write.</param>
    /// <exception cref="ReadModelUnavailableException">There is nothing to read yet.</exception>
    protected abstract ISqlConnection OpenToRead(bool isPrepared);

    /// <summary>Opens the tables to read them, prepared or not; null: there are none.</summary>
    protected abstract ISqlConnection? OpenBeside();

    /// <summary>An exception tells that the tables are damaged: nothing that passes by itself.</summary>
    protected abstract bool TellsOfDamage(Exception exception);

    /// <summary>Drops a table or an index of a retired generation; false: somebody still reads it, and it is left for later.</summary>
    protected virtual bool TryDrop(T database, string drop)
    {
        database.Run(drop);
        return true;
    }

    /// <summary>What writes a generation, over the connection that writes.</summary>
    protected abstract GenerationWriter NewWriter(T database, int generation);

    /// <summary>A generation is about to be read for the first time, in the transaction that turns readers to it.</summary>
    protected virtual void Settle(T database, Generation generation)
    {
    }

    /// <summary>The connection that writes is about to be closed.</summary>
    protected virtual void Closing()
    {
    }

    /// <summary>Does something with tables under nobody's eyes: a reader that closes what has been replaced could hit what has taken its place.</summary>
    protected void WhileNobodyReads(Action work) => _readers.WhileNone(() =>
    {
        Pool.DropAll();
        work();
    });

    private SqlSnapshot Open(Lent<ReadConnection> lent)
    {
        try
        {
            return SqlSnapshot.Open(lent.Connection, few, Ids, (_, isUsable) => Return(lent, isUsable));
        }
        catch
        {
            lent.Connection.Dispose();
            throw;
        }
    }

    /// <summary>Of two who read on at a time the last one is kept: what it lacks is read the next time.</summary>
    private IdColumn Ids(ReadConnection connection, int generation) => _ids = _ids.ReadOn(connection, generation);

    private void Return(Lent<ReadConnection> lent, bool isUsable)
    {
        if (isUsable)
            Pool.Return(lent);
        else
            lent.Connection.Dispose();
        _readers.Leave();
    }

    private GenerationWriter Writer(int generation) =>
        _writers.TryGetValue(generation, out var writer) ? writer : _writers[generation] = NewWriter(Database, generation);

    private TaskWriter Tasks(int generation) => _tasks.TryGetValue(generation, out var writer) ? writer : _tasks[generation] = new TaskWriter(Database, generation);

    private bool Transact(Func<T, bool> work)
    {
        var database = Database;
        database.Run(database.Dialect.BeginToWrite);
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
        Pool.DropAll();
        foreach (var writer in _writers.Values)
            writer.Dispose();
        _writers.Clear();
        foreach (var tasks in _tasks.Values)
            tasks.Dispose();
        _tasks.Clear();
        Closing();
        _database?.Dispose();
        _database = null;
    }
}
