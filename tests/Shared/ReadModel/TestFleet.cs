using System.Data.Common;
using Fleet.Journal;
using Fleet.Journal.Postgres;
using Fleet.Journal.Reading;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Fleet.ReadModel;
using Fleet.ReadModel.Postgres;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Recordings;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Fleet.Testing;

/// <summary>A journal and a read model of its own for one test.</summary>
internal sealed class TestFleet : IDisposable
{
    /// <summary>So small that random histories take every way through the code.</summary>
    public const int Few = 3;

    public static readonly ProjectionOptions Options = new(BatchRows: 7, CheckpointRows: 11, BuildRows: 33);

    private readonly TempFolder _folder = new();
    private readonly TestStore _place;
    private readonly JournalSettings _settings;
    private readonly IJournalStore _journal;
    private int _marks = 1;

    public TestFleet(StoreKind kind = StoreKind.Sqlite)
    {
        _place = new TestStore(kind);
        _settings = JournalSystem.Settings(_place);
        _journal = _settings.Store.OpenStore();
        Store = NewStore(Few);
        Watch = new RecordingWatch();
        Projection = new Projection(OpenJournal, Store, Options, Watch);
        Queries = new FleetQueries(Store, OpenJournal, Time);
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    public FakeTimeProvider Time { get; } = new();

    public VisibleOffset Visible { get; } = new();

    public TestStore Place => _place;

    public string ReadFile => _folder.File("fleet.db");

    public IReadStore Store { get; }

    public RecordingWatch Watch { get; }

    public Projection Projection { get; }

    public FleetQueries Queries { get; }

    /// <summary>Waits as a node does.</summary>
    public Task WaitFor(long offset) => new OffsetWait(
        (wanted, _) =>
        {
            Looks++;
            return Task.FromResult(Queries.Accept(wanted));
        },
        Visible, Patience, Time).For(offset, CancellationToken.None);

    /// <summary>How often the store was asked for that.</summary>
    public int Looks { get; private set; }

    public FleetRecordings Recordings => new(OpenJournal, Time);

    public IJournalSource? OpenJournal() => _settings.Store.OpenJournal("test");

    /// <summary>The read model once more, as another process has it.</summary>
    public IReadStore NewStore(int few = ScanPlan.Few) => ReadStores.Of(_settings.Store, ReadFile, few);

    /// <summary>A connection to the read model, as any tool has it.</summary>
    public DbConnection OpenTables()
    {
        DbConnection connection = _settings.Store is PostgresSettings postgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_place.Place) { SearchPath = PostgresReadStore.SchemaOf(postgres), Pooling = false } + Testing.Patience.Connection)
            : new SqliteConnection($"Data Source={ReadFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>A connection that may change the tables.</summary>
    public ISqlConnection OpenToChange() => _settings.Store is PostgresSettings postgres
        ? PostgresConnection.Open(new NpgsqlConnectionStringBuilder(_place.Place) { SearchPath = PostgresReadStore.SchemaOf(postgres) }.ToString())
        : SqliteDatabase.Open(SqliteDatabase.ConnectionString(ReadFile), Patience);

    /// <summary>Writes rows as the journal's own writer does, rows of one moment in one transaction.</summary>
    public void Write(IEnumerable<Happening> rows)
    {
        foreach (var moment in rows.GroupBy(row => row.RecordedAt))
        {
            var writes = moment.Select(row => (Row: row, Pending: Pending(row))).ToList();
            _journal.Append([.. writes.Select(write => write.Pending)], moment.Key);
            foreach (var (row, pending) in writes)
                row.Offset = pending.Rows[0].Offset;
        }
    }

    /// <summary>Leaves offsets out, as a restore does.</summary>
    /// <param name="rows">All that were written; they have their new offsets then.</param>
    /// <param name="jumps">Before which of them, and how many.</param>
    /// <param name="marked">With a row after each hole that is no client's.</param>
    public void LeaveOut(IReadOnlyList<Happening> rows, IReadOnlyList<(int Before, long Offsets)> jumps, bool marked = true)
    {
        using var database = _place.Open();
        foreach (var (before, offsets) in jumps.Where(jump => jump.Before < rows.Count).OrderBy(jump => jump.Before))
        {
            // From the last one on: no two rows have one offset, even for a moment.
            foreach (var row in rows.Skip(before).Reverse())
            {
                database.Run($"UPDATE journal SET ordering = {row.Offset + offsets} WHERE ordering = {row.Offset}");
                row.Offset += offsets;
            }

            if (marked && offsets > 1)
            {
                database.Run($"""
                    INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
                    SELECT ordering - 1, created, FALSE, '/restore', {_marks++}, message, 'marker', identifier, writer_uuid FROM journal WHERE ordering = {rows[before].Offset}
                    """);
            }
        }
    }

    /// <summary>Changes the bytes of rows.</summary>
    public void Damage(IEnumerable<Happening> rows, Func<byte[], byte[]> damage) => _place.Damage(rows.Select(row => row.Offset), damage);

    /// <summary>Rows that are kept no longer.</summary>
    public void Delete(IEnumerable<Happening> rows)
    {
        using var database = _place.Open();
        foreach (var row in rows)
            database.Run($"DELETE FROM journal WHERE ordering = {row.Offset}");
    }

    /// <summary>Projects until nothing is left to do; as its actor does, again where the server was too busy for the bounds that a projector sets it.</summary>
    public void Project() => Eventually.True(
        () =>
        {
            try
            {
                return !Projection.Step();
            }
            catch (PostgresException e) when (StoreOutage.Is(e) || e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                return false;
            }
        },
        "projected");

    public void Dispose()
    {
        Queries.Dispose();
        Projection.Dispose();
        Store.Dispose();
        _journal.Dispose();
        _place.Dispose();
        _folder.Dispose();
    }

    private static PendingWrite Pending(Happening row)
    {
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        return new PendingWrite([new PendingRow(row.Client.Value, row.Number, 1971, manifest, bytes)]);
    }
}
