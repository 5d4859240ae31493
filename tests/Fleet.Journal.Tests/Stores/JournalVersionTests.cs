using System.Buffers.Binary;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Stores;

/// <summary>From which row on older programs are kept out, which refuse a journal of a version above their own.</summary>
public abstract class JournalVersionTests(StoreKind kind)
{
    [Fact]
    public void It_rises_with_the_first_row_that_an_older_program_would_stumble_over()
    {
        using var place = new TestStore(kind);
        using (var journal = place.OpenStore())
        {
            Write(journal, "pc-1", 1, Manifests.ReportTaken);
            Write(journal, "/fleet", 1, Manifests.LevelPut);
            Assert.Equal(1, VersionOf(place));
            Write(journal, "pc-1", 2, Manifests.TaskStepped);
            Assert.Equal(2, VersionOf(place));
        }

        // Whoever opens it later leaves it so.
        using var later = place.OpenStore();
        later.Probe();
        Write(later, "pc-1", 3, Manifests.ReportTaken);
        Write(later, "pc-1", 4, Manifests.SettingsPut);
        Assert.Equal(2, VersionOf(place));
    }

    [Fact]
    public void It_waits_for_others_who_use_the_journal_and_do_not_know_it()
    {
        using var place = new TestStore(kind);
        var mayRise = false;
        using var journal = JournalSystem.Settings(place).Store.OpenStore(mayRise: () => mayRise);
        Write(journal, "pc-1", 1, Manifests.Marked);
        Assert.Equal(1, VersionOf(place));
        mayRise = true;
        Write(journal, "pc-1", 2, Manifests.Marked);
        Assert.Equal(2, VersionOf(place));
    }

    [Fact]
    public void A_backup_and_the_journal_that_is_made_of_it_have_it_too()
    {
        using var source = new TestStore(kind);
        using (var journal = source.OpenStore())
            Write(journal, "pc-1", 1, Manifests.ReportTaken);
        Assert.Equal(1, FormatOf(source.Backup()));
        using (var journal = source.OpenStore())
            Write(journal, "pc-1", 2, Manifests.Marked);
        var backup = source.Backup();
        Assert.Equal(2, FormatOf(backup));
        using var target = new TestStore(kind);
        target.Restore(backup);
        Assert.Equal(2, VersionOf(target));
    }

    private static int FormatOf(byte[] backup) => BinaryPrimitives.ReadInt32LittleEndian(backup.AsSpan(8));

    private static void Write(IJournalStore journal, string id, long number, string manifest) =>
        journal.Append([new PendingWrite([new PendingRow(id, number, JournalCodec.Serializer, manifest, [1])])], DateTimeOffset.UnixEpoch.AddDays(20_000));

    private static long VersionOf(TestStore place)
    {
        using var database = place.Open();
        return database.Number($"SELECT {database.Dialect.VersionIn("journal_version")}");
    }
}

public sealed class SqliteJournalVersionTests() : JournalVersionTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class PostgresJournalVersionTests() : JournalVersionTests(StoreKind.Postgres);
