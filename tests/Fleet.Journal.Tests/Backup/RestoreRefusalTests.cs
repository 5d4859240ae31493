using System.Buffers.Binary;
using CsCheck;
using Fleet.Journal.Backup;
using Fleet.Journal.Sql.Postgres;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Backup;

/// <summary>What is not restored, and where.</summary>
public sealed class RestoreRefusalTests
{
    [Fact]
    public void A_file_of_which_any_bytes_were_changed_leaves_the_journal_empty() =>
        Gen.Select(Gen.Int[0, Copies.Good.Length - 1], Gen.Byte[1, 255]).Array[1, 3].Sample(
            edits =>
            {
                var edited = (byte[])Copies.Good.Clone();
                foreach (var (at, change) in edits)
                    edited[at] ^= change;
                return edited.AsSpan().SequenceEqual(Copies.Good) || IsRefused(edited);
            },
            iter: StoreKind.Sqlite.Trials(200), threads: 1);

    [Fact]
    public void A_file_that_was_cut_off_or_lengthened_leaves_the_journal_empty() =>
        Gen.Int[0, Copies.Good.Length - 1].Sample(length => IsRefused(Copies.Good[..length]) && IsRefused([.. Copies.Good, .. Copies.Good[length..]]), iter: StoreKind.Sqlite.Trials(100), threads: 1);

    [Fact]
    public void A_file_that_was_cut_off_between_two_of_its_blocks_leaves_the_journal_empty()
    {
        // After the header, and after each block; BackupFormat tells where the lengths are.
        var ends = new List<int> { 16 + BinaryPrimitives.ReadInt32LittleEndian(Copies.Good.AsSpan(12)) + BackupFormat.HashBytes };
        while (Copies.Good[ends[^1]] == BackupFormat.Block)
            ends.Add(ends[^1] + 13 + BinaryPrimitives.ReadInt32LittleEndian(Copies.Good.AsSpan(ends[^1] + 9)) + BackupFormat.HashBytes);
        Assert.True(ends.Count > 2);
        Assert.All(ends, end => Assert.True(IsRefused(Copies.Good[..end])));
    }

    [Fact]
    public void A_part_that_was_taken_out_leaves_the_journal_empty() =>
        Gen.Int[0, Copies.Good.Length - 1].Select(Gen.Int[1, 50_000]).Sample(
            cut => IsRefused([.. Copies.Good[..cut.Item1], .. Copies.Good.Skip(cut.Item1 + cut.Item2)]), iter: StoreKind.Sqlite.Trials(100), threads: 1);

    [Fact]
    public void A_newer_format_is_left_to_the_program_that_wrote_it()
    {
        var newer = (byte[])Copies.Good.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(newer.AsSpan(8), 3);
        using var target = new TestStore(StoreKind.Sqlite);
        Assert.Contains("newer version of this program (format 3, this one knows 2)", Assert.Throws<BackupException>(() => target.Restore(newer)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SQLite format 3\0 and so on")]
    public void A_file_of_another_program_is_no_backup(string text)
    {
        using var target = new TestStore(StoreKind.Sqlite);
        Assert.Equal("the file is no backup of a fleet.", Assert.Throws<BackupException>(() => target.Restore(System.Text.Encoding.ASCII.GetBytes(text))).Message);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public void A_database_that_a_host_uses_is_refused_and_a_host_is_kept_out_of_a_restore()
    {
        using var target = new TestStore(StoreKind.Postgres);
        using (var journal = target.OpenStore())
        {
            journal.Probe();
            Assert.Contains("in use by a host", Assert.Throws<StoreUnavailableException>(() => target.Restore(Copies.Good)).Message);
        }

        target.AwaitUnused();
        using (target.Portable().OpenImport())
        {
            using var late = target.OpenStore();
            Assert.Contains("being restored", Assert.Throws<StoreUnavailableException>(late.Probe).Message);
        }

        target.AwaitUnused();
        target.Restore(Copies.Good);
    }

    [Fact]
    public void Where_there_is_no_journal_there_is_no_backup()
    {
        using var file = new TestStore(StoreKind.Sqlite);
        Assert.Contains("There is no journal", Assert.Throws<StoreUnavailableException>(() => file.Backup()).Message);
        Assert.False(File.Exists(file.Place));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public void Where_there_is_none_in_a_database_there_is_no_backup_either()
    {
        using var database = new TestStore(StoreKind.Postgres);
        Assert.Contains("There is no journal in the database", Assert.Throws<StoreUnavailableException>(() => database.Backup()).Message);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public void A_connection_that_is_cut_leaves_the_journal_empty()
    {
        using var target = new TestStore(StoreKind.Postgres);
        var import = target.Portable().OpenImport();
        import.Add(new StoredRow("pc-1", 1, 1, DateTimeOffset.UnixEpoch, false, 1, "m", "w", [1]));
        using (var other = PostgresConnection.Open(target.Place))
            other.Run($"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = ((1::bigint << 32) - 'journal'::regclass::bigint)::oid");
        Assert.ThrowsAny<Exception>(import.Complete);
        import.Dispose();
        Assert.Empty(target.All());
    }

    private static bool IsRefused(byte[] file)
    {
        using var target = new TestStore(StoreKind.Sqlite);
        Assert.Throws<BackupException>(() => target.Restore(file));
        return target.All().Count == 0 && Directory.GetFiles(Path.GetDirectoryName(target.Place)!).Length == 0;
    }
}
