using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>PostgreSQL goes away in the middle of a backup or of a restore: its connections are cut, or it crashes.</summary>
[Trait("Needs", "processes")]
public sealed class LostServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = PostgresServer.Start();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_half_is_left_and_it_works_when_the_server_is_back()
    {
        var (whole, file, next) = (_folder.File("whole"), _folder.File("fleet.backup"), _folder.File("next"));
        var from = _server.NewDatabase();
        await File.WriteAllBytesAsync(whole, await LongJournal.Backup);
        await File.WriteAllTextAsync(file, "of last week");
        await CommandRun.OutputOf(["restore", whole, .. Place(from)]);
        LongJournal.LengthenDatabase(from, 1);
        foreach (var goesAway in (Action[])[CutConnections, () => _server.Stop("immediate")])
        {
            var to = _server.NewDatabase();
            await using (var pipe = new HalfPipe(_folder.File("pipe"), await LongJournal.Backup))
            {
                using var gate = new LastRowGate(from);
                await using var backup = FleetProcess.Start(_folder.Path, ["backup", file, "--force", .. Place(from)]);
                await using var restore = FleetProcess.Start(_folder.Path, ["restore", pipe.Path, .. Place(to)]);
                await pipe.Give();
                await Eventually.Holds(() => Task.FromResult(
                    gate.IsReached && LongJournal.Number(to, "SELECT coalesce(max(tuples_processed), 0) FROM pg_stat_progress_copy") > 1_000));
                goesAway();
                await pipe.GiveRest();
                await Tells(restore);
                await Tells(backup);
            }

            Assert.Equal([file, whole], Directory.GetFiles(_folder.Path).Order());
            Assert.Equal("of last week", await File.ReadAllTextAsync(file));
            ComesBack();
            Assert.Equal(0, LongJournal.Number(to, "SELECT count(*) FROM journal"));
            await CommandRun.OutputOf(["backup", next, .. Place(from)]);
            // Also the row by which a restore marks its place.
            Assert.Contains($"{LongJournal.Rows + 2:N0} rows", await CommandRun.OutputOf(["restore", next, .. Place(to)]));
            File.Delete(next);
        }
    }

    private string[] Place(string database) => ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}", $"--Fleet:Data={_folder.File("none")}"];

    private static async Task Tells(FleetProcess process)
    {
        Assert.Equal(1, await process.Ended());
        Assert.Matches("^fleet: The (database|server of) 127.0.0.1:[0-9]*/fleet_[0-9]* cannot be (used|reached): .*ConnectionStrings:Fleet names the database.", process.Output);
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    /// <summary>Those of the commands alone: the gate would open by the end of its own.</summary>
    private void CutConnections() => _server.Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'fleet %'");

    private void ComesBack()
    {
        if (!_server.IsRunning)
            _server.StartAgain();
    }
}
