using Fleet.Journal.Sql.Sqlite;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Sqlite;

/// <summary>What a host is told, before it starts, about a data folder that it cannot use.</summary>
public sealed class EmbeddedDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_is_not_there_is_made_and_the_overlay_names_its_file()
    {
        var folder = _folder.File("a \"new\" one");
        using var database = EmbeddedDatabase.Open(folder, JournalSystem.Shipped(StoreKind.Sqlite), new FakeTimeProvider());
        Assert.Equal(Path.Combine(folder, "journal.db"), database.Overlay.GetString(SqliteSettings.Path + ".file"));
        Assert.True(System.IO.File.Exists(Path.Combine(folder, "journal.db")));
        using var system = JournalSystem.Start(database.Overlay.GetString(SqliteSettings.Path + ".file"));
        system.Get("pc-1");
    }

    [Fact]
    public void One_host_for_each_folder_until_it_ends()
    {
        using (Open())
            Assert.Contains("in use by another host", Refusal());
        Open().Dispose();
    }

    [Fact]
    public void A_file_that_another_program_has_locked_is_said_to_be_so()
    {
        Open().Dispose();
        using var other = OpenFile();
        other.Run("BEGIN IMMEDIATE");
        Assert.Contains("locked by another program", Refusal());
        other.TryRollBack();
        Open().Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_damaged()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));
        Assert.Contains("damaged", Refusal());
    }

    [Fact]
    public async Task A_database_whose_pages_are_overwritten_is_damaged()
    {
        using (var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File)))
            await Task.WhenAll(Enumerable.Range(1, 2_000).Select(n => journal.Write(Rows.Write($"pc-{n}", 1))));
        using (var stream = System.IO.File.OpenWrite(File))
        {
            stream.Seek(3 * 4096, SeekOrigin.Begin);
            stream.Write(new byte[20 * 4096]);
        }

        Assert.Contains("damaged", Refusal());
    }

    /// <summary>However long the journal is, and however slow its disk.</summary>
    [Fact]
    public async Task Damage_is_looked_for_no_longer_than_a_start_may_take()
    {
        using (var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File)))
            await Task.WhenAll(Enumerable.Range(1, 10_000).Select(n => journal.Write(Rows.Write($"pc-{n}", 1))));
        using (var stream = System.IO.File.OpenWrite(File))
        {
            Assert.InRange(stream.Length, 200 * 4096, long.MaxValue);
            stream.Seek(150 * 4096, SeekOrigin.Begin);
            stream.Write(new byte[20 * 4096]);
        }

        Assert.Contains("damaged", Refusal());
        EmbeddedDatabase.Open(_folder.Path, JournalSystem.Shipped(StoreKind.Sqlite), new LateClock()).Dispose();
    }

    [Fact]
    public async Task A_start_after_a_kill_does_not_wait_until_the_log_is_copied_into_the_file()
    {
        var killed = _folder.File("killed");
        Directory.CreateDirectory(killed);
        using (var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, File)))
        {
            await Task.WhenAll(Enumerable.Range(1, 2_000).Select(n => journal.Write(Rows.Write($"pc-{n}", 1))));
            foreach (var name in (string[])["journal.db", "journal.db-wal"])
                System.IO.File.Copy(_folder.File(name), Path.Combine(killed, name));
        }

        var file = Path.Combine(killed, "journal.db");
        var before = System.IO.File.ReadAllBytes(file);
        using (EmbeddedDatabase.Open(killed, JournalSystem.Shipped(StoreKind.Sqlite), TimeProvider.System))
            Assert.Equal(before, System.IO.File.ReadAllBytes(file));
        Assert.False(System.IO.File.Exists(file + "-wal"));
        using var rows = SqliteDatabase.Open(SqliteDatabase.ConnectionString(file), TimeSpan.FromSeconds(5));
        Assert.Equal(2_000, rows.Number("SELECT count(*) FROM journal"));
    }

    [Fact]
    public void A_newer_schema_is_left_to_the_program_that_wrote_it()
    {
        Open().Dispose();
        using (var database = OpenFile())
            database.Run("PRAGMA user_version = 99");
        Assert.Contains("newer version", Refusal());
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        using (var database = OpenFile())
            database.Run("CREATE TABLE invoices (number INTEGER)");
        Assert.Contains("another program", Refusal());
    }

    [Fact]
    [Trait("Needs", "processes")]
    public void A_folder_on_a_read_only_mount_cannot_be_written()
    {
        using var disk = new SmallDisk();
        disk.MakeReadOnly();
        Assert.Contains("cannot be written", Refusal(disk.Path));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public void A_folder_on_a_full_mount_has_no_space_left()
    {
        using var disk = new SmallDisk();
        disk.Fill();
        Assert.Contains("no space left", Refusal(disk.Path));
    }

    private SqliteDatabase OpenFile() => SqliteDatabase.Open(SqliteDatabase.ConnectionString(File), TimeSpan.FromSeconds(5));

    /// <remarks>By a clock that stands still, for the look for damage, after all rows.</remarks>
    private EmbeddedDatabase Open(string? folder = null) =>
        EmbeddedDatabase.Open(folder ?? _folder.Path, JournalSystem.Shipped(StoreKind.Sqlite), new FakeTimeProvider(LateClock.Day));

    private string Refusal(string? folder = null)
    {
        var message = Assert.Throws<StoreUnavailableException>(() => Open(folder)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    /// <summary>A minute later at each look.</summary>
    private sealed class LateClock : TimeProvider
    {
        private long _now;

        public static DateTimeOffset Day { get; } = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Day;

        public override long GetTimestamp() => _now += TimestampFrequency * 60;
    }
}
