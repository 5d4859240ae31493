using System.Runtime.InteropServices;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A backup that ends in the middle, beside a host: by Ctrl+C, by its supervisor, by force.</summary>
[Trait("Needs", "processes")]
public sealed class InterruptedBackupTests : IDisposable
{
    private const int MostTries = 20;

    private readonly TemporaryFolder _folder = new();

    private string BackupFile => _folder.File("backups/fleet.backup");

    private string Unfinished => BackupFile + ".unfinished";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_of_a_file_is_held_by_being_frozen()
    {
        // Not so many that a host would put off reports until its read model has come to them.
        await Survives([PosixSignal.SIGINT, PosixSignal.SIGTERM, null], 80_000, [], rows => LongJournal.Lengthen(_folder.File("data"), rows), () => null, async (backup, _, signal) =>
        {
            await Eventually.Holds(() => Task.FromResult(backup.HasEnded || new FileInfo(Unfinished) is { Exists: true, Length: > 0 }));
            await backup.Freeze();
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
        await Survives([PosixSignal.SIGINT, null], 5_000, place, rows => LongJournal.LengthenDatabase(database, rows), () => new LastRowGate(database), async (backup, gate, signal) =>
        {
            await Eventually.Holds(() => Task.FromResult(gate!.IsReached && new FileInfo(Unfinished).Length > 0));
            await End(backup, signal);
            // It goes away without the server.
            await backup.Ended();
        });
    }

    private static async Task End(FleetProcess backup, PosixSignal? signal)
    {
        if (backup.HasEnded)
            return;
        await (signal is { } told ? backup.Signal(told) : backup.Kill());
    }

    /// <param name="signals">One after the other; null: SIGKILL.</param>
    /// <param name="rows">Of the journal, besides those of the host.</param>
    /// <param name="place">Settings that name the store.</param>
    /// <param name="lengthen">Adds the rows.</param>
    /// <param name="hold">What holds the backup up from before it starts; null: nothing, and one that was over too soon is tried again.</param>
    /// <param name="inTheMiddle">Waits until the backup is there, and ends it.</param>
    private async Task Survives(
        PosixSignal?[] signals, int rows, string[] place, Action<int> lengthen, Func<LastRowGate?> hold, Func<FleetProcess, LastRowGate?, PosixSignal?, Task> inTheMiddle)
    {
        place = [$"--Fleet:Data={_folder.File("data")}", .. place];
        Directory.CreateDirectory(_folder.File("backups"));
        await using var host = await RunningHost.Start(_folder.File("data"), place);
        await host.Http.Reported("pc-1", 1, "{}");
        lengthen(rows);
        foreach (var signal in signals)
        {
            Assert.Equal((signal is null ? 137 : 130, ""), await EndInTheMiddle(signal, place, hold, inTheMiddle));
            Assert.Equal(signal is null ? [BackupFile, Unfinished] : [BackupFile], Directory.GetFiles(_folder.File("backups")).Order());
            Assert.Equal("of last week", await File.ReadAllTextAsync(BackupFile));
        }

        await host.Http.Reported("pc-1", 2, """{"realTimeScan":"stopped"}""");
        var told = JsonDocument.Parse(await CommandRun.OutputOf(["backup", BackupFile, "--force", "--json", .. place])).RootElement;
        Assert.Equal((rows + 2, rows + 2), (told.GetProperty("rows").GetInt32(), told.GetProperty("lastOffset").GetInt32()));
        Assert.Equal([BackupFile], Directory.GetFiles(_folder.File("backups")));
    }

    /// <returns>Exit code and output of a backup that was not over before its end came.</returns>
    private async Task<(int Code, string Output)> EndInTheMiddle(
        PosixSignal? signal, string[] place, Func<LastRowGate?> hold, Func<FleetProcess, LastRowGate?, PosixSignal?, Task> inTheMiddle)
    {
        for (var tries = 1; ; tries++)
        {
            await File.WriteAllTextAsync(BackupFile, "of last week");
            using var held = hold();
            await using var backup = FleetProcess.Start(_folder.Path, ["backup", BackupFile, "--force", .. place]);
            await inTheMiddle(backup, held, signal);
            if (await backup.Ended() is var code && (code != 0 || tries == MostTries))
                return (code, backup.Output);
        }
    }
}
