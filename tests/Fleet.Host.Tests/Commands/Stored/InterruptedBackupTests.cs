using System.Runtime.InteropServices;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A backup that ends in the middle, beside a host: by Ctrl+C, by its supervisor, by force.</summary>
public sealed class InterruptedBackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string BackupFile => _folder.File("backups/fleet.backup");

    private string Unfinished => BackupFile + ".unfinished";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_of_a_file_is_held_by_being_frozen()
    {
        // Not so many that a host would put off reports until its read model has come to them.
        await Survives([PosixSignal.SIGINT, PosixSignal.SIGTERM, null], 80_000, [], rows => LongJournal.Lengthen(_folder.File("data"), rows), async (backup, signal) =>
        {
            await Eventually.Holds(() => Task.FromResult(new FileInfo(Unfinished) is { Exists: true, Length: > 0 }));
            await backup.Freeze();
            Assert.True(File.Exists(Unfinished), "It was over too soon.");
            await End(backup, signal);
            if (signal is not null)
                await backup.Thaw();
        });
    }

    [Fact]
    public async Task One_of_a_database_is_held_by_a_lock()
    {
        var database = PostgresServer.Shared.NewDatabase();
        string[] place = ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}"];
        await Survives([PosixSignal.SIGINT, null], 5_000, place, rows => LongJournal.LengthenDatabase(database, rows), async (backup, signal) =>
        {
            using var gate = new LastRowGate(database);
            await Eventually.Holds(() => Task.FromResult(gate.IsReached && new FileInfo(Unfinished).Length > 0));
            await End(backup, signal);
            // It goes away without the server.
            await backup.Ended();
        });
    }

    private static Task End(FleetProcess backup, PosixSignal? signal) => signal is { } told ? backup.Signal(told) : backup.Kill();

    /// <param name="signals">One after the other; null: SIGKILL.</param>
    /// <param name="rows">Of the journal, besides those of the host.</param>
    /// <param name="place">Settings that name the store.</param>
    /// <param name="lengthen">Adds the rows.</param>
    /// <param name="inTheMiddle">Waits until the backup is there, and ends it.</param>
    private async Task Survives(
        PosixSignal?[] signals, int rows, string[] place, Action<int> lengthen, Func<FleetProcess, PosixSignal?, Task> inTheMiddle)
    {
        place = [$"--Fleet:Data={_folder.File("data")}", .. place];
        Directory.CreateDirectory(_folder.File("backups"));
        await File.WriteAllTextAsync(BackupFile, "of last week");
        await using var host = await RunningHost.Start(_folder.File("data"), place);
        await host.Http.Reported("pc-1", 1, "{}");
        lengthen(rows);
        foreach (var signal in signals)
        {
            await using var backup = FleetProcess.Start(_folder.Path, ["backup", BackupFile, "--force", .. place]);
            await inTheMiddle(backup, signal);
            Assert.Equal((signal is null ? 137 : 130, ""), (await backup.Ended(), backup.Output));
            Assert.Equal(signal is null ? [BackupFile, Unfinished] : [BackupFile], Directory.GetFiles(_folder.File("backups")).Order());
            Assert.Equal("of last week", await File.ReadAllTextAsync(BackupFile));
        }

        await host.Http.Reported("pc-1", 2, """{"realTimeScan":"stopped"}""");
        var told = JsonDocument.Parse(await CommandRun.OutputOf(["backup", BackupFile, "--force", "--json", .. place])).RootElement;
        Assert.Equal((rows + 2, rows + 2), (told.GetProperty("rows").GetInt32(), told.GetProperty("lastOffset").GetInt32()));
        Assert.Equal([BackupFile], Directory.GetFiles(_folder.File("backups")));
    }
}
