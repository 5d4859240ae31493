using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>The disk is full in the middle of a backup or of a restore, and then has room again.</summary>
[Trait("Needs", "processes")]
public sealed class FullDiskTests : IDisposable
{
    private const int Left = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_leaves_what_was_there_and_works_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 16);
        string[] backup = ["backup", disk.File("fleet.backup"), "--force", $"--Fleet:Data={_folder.File("data")}"];
        await CommandRun.OutputOf("restore", await WholeFile(), $"--Fleet:Data={_folder.File("data")}");
        await File.WriteAllTextAsync(disk.File("fleet.backup"), "of last week");
        disk.Fill(Left);

        await Fails(backup, $"^fleet: {disk.File("fleet.backup")} cannot be written: No space left on device");
        Assert.Equal([disk.File("filler"), disk.File("fleet.backup")], Directory.GetFiles(disk.Path).Order());
        Assert.Equal("of last week", await File.ReadAllTextAsync(disk.File("fleet.backup")));

        disk.MakeRoom();
        // And the row that marks the restore.
        Assert.Contains($"{LongJournal.Rows + 1:N0} rows", await CommandRun.OutputOf(backup));
    }

    [Fact]
    public async Task A_restore_into_a_file_leaves_nothing_and_works_when_there_is_room()
    {
        using var disk = new SmallDisk(megabytes: 32);
        disk.Fill(Left);
        string[] restore = ["restore", await WholeFile(), $"--Fleet:Data={disk.File("data")}"];
        await Fails(restore, $"^fleet: There is no space left for the journal {disk.File("data/journal.db")}. Fleet:Data names the folder.");
        Assert.False(Directory.Exists(disk.File("data")));

        disk.MakeRoom();
        Assert.Contains($"{LongJournal.Rows:N0} rows", await CommandRun.OutputOf(restore));
    }

    [Fact]
    public async Task A_restore_into_a_database_leaves_the_journal_empty_and_works_when_there_is_room()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        using var disk = new SmallDisk(megabytes: 64, owner: "postgres");
        PostgresServer.Shared.Run($"CREATE TABLESPACE small LOCATION '{disk.Path}'");
        try
        {
            PostgresServer.Shared.Run($"ALTER DATABASE {name} SET default_tablespace = small");
            disk.Fill(Left);
            string[] restore = ["restore", await WholeFile(), "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}", $"--Fleet:Data={_folder.File("data")}"];
            await Fails(restore, $"^fleet: The server of 127.0.0.1:[0-9]*/{name} has no space left on its disk. ConnectionStrings:Fleet names the database.");
            Assert.Equal(0, LongJournal.Number(database, "SELECT count(*) FROM journal"));

            disk.MakeRoom();
            await LongJournal.UntilLeft(database);
            Assert.Contains($"{LongJournal.Rows:N0} rows", await CommandRun.OutputOf(restore));
        }
        finally
        {
            PostgresServer.Shared.Run($"DROP DATABASE {name} WITH (FORCE)");
            PostgresServer.Shared.Run("DROP TABLESPACE small");
        }
    }

    /// <summary>One sentence, and the exit code of a store or a disk that fails.</summary>
    private async Task Fails(string[] command, string sentence)
    {
        await using var process = FleetProcess.Start(_folder.Path, command);
        Assert.Equal(1, await process.Ended());
        Assert.Matches(sentence, process.Output);
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    private async Task<string> WholeFile()
    {
        await File.WriteAllBytesAsync(_folder.File("whole"), await LongJournal.Backup);
        return _folder.File("whole");
    }
}
