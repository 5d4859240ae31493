using Fleet.Journal.Reading;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Sqlite;

/// <summary>What stands in the log alone is lost with a single byte of it: so that is little, and its loss is noticed.</summary>
public sealed class WriteAheadLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_rest_the_log_is_empty()
    {
        var time = new FakeTimeProvider();
        using var host = Open(time);
        using var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File));
        await WriteAlone(journal, 1, 200);
        // Three pages for each lone row.
        Assert.InRange(LogBytes(File), 200 * 4096, long.MaxValue);
        Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return LogBytes(File) == 0;
            },
            "emptied");
        await WriteAlone(journal, 201, 201);
        Assert.InRange(LogBytes(File), 1, 10 * 4096);
    }

    [Fact]
    public async Task At_the_end_the_log_is_empty_whoever_still_has_the_journal_open()
    {
        using var reader = OpenReader();
        using (Open(new FakeTimeProvider()))
        {
            using var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File));
            await WriteAlone(journal, 1, 20);
            Assert.Equal(20, reader.End()?.Offset);
        }

        Assert.Equal(0, LogBytes(File));
    }

    /// <summary>By real time: the thread that copies keeps up with a writer that never rests, and leaves it next to nothing to copy itself.</summary>
    [Fact]
    public async Task Under_load_the_log_does_not_grow_without_bound()
    {
        using var host = Open(TimeProvider.System);
        using var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File));
        var most = 0L;
        for (var round = 1; round <= 60; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => journal.Write(Rows.Write($"pc-{i}", round))));
            most = Math.Max(most, LogBytes(File));
        }

        // The limit of hocon/journal-sqlite.conf, what comes in while a copy is under way, and one transaction.
        Assert.InRange(most, 1, 24 << 20);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public async Task Rows_that_a_damaged_log_takes_away_are_missed_and_their_offsets_are_not_used_again(double where)
    {
        var stopped = Directory.CreateDirectory(_folder.File("stopped")).FullName;
        using (var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File)))
        {
            await WriteAlone(journal, 1, 100);
            foreach (var name in (string[])["journal.db", "journal.db-wal"])
                System.IO.File.Copy(_folder.File(name), Path.Combine(stopped, name));
        }

        var log = await System.IO.File.ReadAllBytesAsync(Path.Combine(stopped, "journal.db-wal"));
        log[(int)(log.Length * where)] ^= 1;
        await System.IO.File.WriteAllBytesAsync(Path.Combine(stopped, "journal.db-wal"), log);

        var witness = new Witness(new KnownRow(100, null));
        using (EmbeddedDatabase.Open(stopped, JournalSystem.Shipped(StoreKind.Sqlite), TimeProvider.System, witness))
        {
            var found = Assert.Single(witness.Found);
            Assert.InRange(found.Last, 1, 99);
            Assert.Equal((ReplacementCause.Behind, 100 - found.Last), (found.Cause, found.MissingRows));
            using var store = JournalSystem.Settings(new TestStore(StoreKind.Sqlite, Path.Combine(stopped, "journal.db"))).Store.OpenStore(witness);
            var next = Rows.Write("next", 1);
            store.Append([next], DateTimeOffset.UnixEpoch);
            Assert.InRange(next.Rows[0].Offset, 100 + (1L << 32), 100 + (1L << 42) + 1);
        }
    }

    private EmbeddedDatabase Open(TimeProvider time) => EmbeddedDatabase.Open(_folder.Path, JournalSystem.Shipped(StoreKind.Sqlite), time);

    private IJournalSource OpenReader()
    {
        Open(TimeProvider.System).Dispose();
        return JournalSystem.Settings(new TestStore(StoreKind.Sqlite, File)).Store.OpenJournal("test")!;
    }

    private static async Task WriteAlone(JournalFixture journal, int from, int to)
    {
        for (var n = from; n <= to; n++)
            await journal.Write(Rows.Write("pc-1", n));
    }

    private static long LogBytes(string file) => new FileInfo(file + "-wal") is { Exists: true } log ? log.Length : 0;

    private sealed class Witness(KnownRow known) : IJournalWitness
    {
        public List<JournalReplaced> Found { get; } = [];

        public KnownRow? Furthest() => known;

        public void Replaced(JournalReplaced how)
        {
            if (!Found.Contains(how))
                Found.Add(how);
        }
    }
}
