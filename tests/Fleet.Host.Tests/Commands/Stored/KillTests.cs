using System.Runtime.InteropServices;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A restore that ends in the middle.</summary>
[Trait("Needs", "processes")]
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, PosixSignal.SIGINT)]
    [InlineData(true, null)]
    [InlineData(true, PosixSignal.SIGTERM)]
    public async Task The_journal_is_empty_then_and_takes_the_whole_file(bool isPostgres, PosixSignal? signal)
    {
        var database = isPostgres ? PostgresServer.Shared.NewDatabase() : null;
        string[] place = [$"--Fleet:Data={_folder.File("data")}", .. database is null ? [] : new[] { "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}" }];
        await using (var pipe = new HalfPipe(_folder.File("pipe"), await LongJournal.Backup))
        {
            await using var restore = FleetProcess.Start(_folder.Path, ["restore", pipe.Path, .. place]);
            await pipe.Give();
            await Eventually.Holds(() => Task.FromResult(database is null
                ? File.Exists(_folder.File("data/journal.db.restoring"))
                : LongJournal.Number(database, "SELECT coalesce(max(tuples_processed), 0) FROM pg_stat_progress_copy") > 1_000));
            if (signal is { } told)
            {
                await restore.Signal(told);
                Assert.Equal((130, ""), (await restore.Ended(), restore.Output));
                if (database is null)
                    Assert.Equal(["host.lock"], Directory.GetFiles(_folder.File("data")).Select(Path.GetFileName));
            }
            else
            {
                await restore.Kill();
            }
        }

        if (database is null)
            Assert.False(File.Exists(_folder.File("data/journal.db")));
        else
            await LongJournal.UntilLeft(database);
        if (database is not null)
            Assert.Equal(0, LongJournal.Number(database, "SELECT count(*) FROM journal"));
        await File.WriteAllBytesAsync(_folder.File("whole"), await LongJournal.Backup);
        Assert.Contains($"{LongJournal.Rows:N0} rows", await CommandRun.OutputOf(["restore", _folder.File("whole"), .. place]));
    }
}
