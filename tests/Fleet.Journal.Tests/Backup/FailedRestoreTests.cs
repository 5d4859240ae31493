using Fleet.Journal.Backup;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Backup;

/// <summary>What a restore that fails leaves where it was to go, on either kind of store.</summary>
public abstract class FailedRestoreTests(StoreKind kind)
{
    [Fact]
    public void Damage_after_rows_that_were_read_leaves_nothing_of_them()
    {
        using var target = new TestStore(kind);
        var edited = (byte[])Copies.Good.Clone();
        edited[^1] ^= 1;
        Assert.Contains("the file is damaged: a checksum is wrong", Assert.Throws<BackupException>(() => target.Restore(edited)).Message);
        Assert.Empty(target.All());
        target.AwaitUnused();
        target.Restore(Copies.Good);
        Assert.Equal(Copies.GoodRows, target.All().Count);
    }

    [Fact]
    public void A_journal_that_has_rows_is_refused_and_stays_as_it_is()
    {
        using var target = new TestStore(kind);
        target.Fill(20);
        var before = target.All();
        target.AwaitUnused();
        Assert.Contains("has rows already", Assert.Throws<StoreUnavailableException>(() => target.Restore(Copies.Good)).Message);
        Assert.Equal(before, target.All());
    }

    [Fact]
    public void One_that_is_given_up_leaves_the_journal_empty()
    {
        using var target = new TestStore(kind);
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => JournalBackup.Restore(
            new MemoryStream(Copies.Good), "the file", target.Portable(), TimeProvider.System, () => { }, (_, _) => cancel.Cancel(), cancel.Token));
        Assert.Empty(target.All());
    }
}

public sealed class FailedRestoreTestsOnSqlite() : FailedRestoreTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class FailedRestoreTestsOnPostgres() : FailedRestoreTests(StoreKind.Postgres);
