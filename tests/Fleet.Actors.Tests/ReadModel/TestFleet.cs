using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.Journal.Stores;
using Fleet.Actors.ReadModel.Projections;
using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.ReadModel.Recordings;
using Fleet.Actors.ReadModel.Source;
using Fleet.Actors.ReadModel.Sqlite;
using Fleet.Actors.Signals;
using Fleet.Actors.Tests.Journal;
using Fleet.Protocol.Journal;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Actors.Tests.ReadModel;

/// <summary>A journal file and a read model of its own for one test.</summary>
internal sealed class TestFleet : IDisposable
{
    /// <summary>So small that random histories take every way through the code.</summary>
    public const int Few = 3;

    public static readonly ProjectionOptions Options = new(BatchRows: 7, CheckpointRows: 11);

    private readonly TempFolder _folder = new();
    private readonly IJournalStore _journal;

    public TestFleet()
    {
        _journal = new SqliteSettings(JournalFile, "WAL", "NORMAL", 1 << 20, 1_000, TimeSpan.FromSeconds(5)).OpenStore();
        Store = new SqliteReadStore(ReadFile, Few);
        Watch = new RecordingWatch();
        Projection = new Projection(OpenJournal, Store, Options, Watch);
        Queries = new FleetQueries(Store, OpenJournal, Visible, Patience, Time);
    }

    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    public FakeTimeProvider Time { get; } = new();

    public Pulse Visible { get; } = new();

    public string ReadFile => _folder.File("fleet.db");

    public SqliteReadStore Store { get; }

    public RecordingWatch Watch { get; }

    public Projection Projection { get; }

    public FleetQueries Queries { get; }

    public FleetRecordings Recordings => new(OpenJournal, Time);

    private string JournalFile => _folder.File("journal.db");

    public IJournalSource? OpenJournal() => JournalSources.Open(JournalFile);

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

    /// <summary>Projects until nothing is left to do.</summary>
    public void Project()
    {
        while (Projection.Step())
        {
        }
    }

    public void Dispose()
    {
        Queries.Dispose();
        Projection.Dispose();
        Store.Dispose();
        _journal.Dispose();
        _folder.Dispose();
    }

    private static PendingWrite Pending(Happening row)
    {
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        return new PendingWrite([new PendingRow(row.Client.Value, row.Number, 1971, manifest, bytes)]);
    }
}
