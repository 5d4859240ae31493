using System.Diagnostics;
using System.Runtime.InteropServices;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A restore that ends in the middle: it is held there by a pipe that has only half of the file to give.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rows = 30_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task The_journal_is_empty_then_and_takes_the_whole_file(bool isPostgres, bool isKilled)
    {
        var database = isPostgres ? PostgresServer.Shared.NewDatabase() : null;
        string[] place = [$"--Fleet:Data={_folder.File("data")}", .. database is null ? [] : new[] { "--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}" }];
        var file = await Backup();
        var bytes = await File.ReadAllBytesAsync(file);
        var pipe = _folder.File("pipe");
        using (var make = Process.Start("mkfifo", pipe))
            await make.WaitForExitAsync();

        await using (var restore = FleetProcess.Start(_folder.Path, ["restore", pipe, .. place]))
        {
            await using var half = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));
            await half.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await half.FlushAsync();
            await Eventually.Holds(() => Task.FromResult(database is null
                ? File.Exists(_folder.File("data/journal.db.restoring"))
                : Number(database, "SELECT coalesce(max(tuples_processed), 0) FROM pg_stat_progress_copy") > 1_000));
            if (isKilled)
            {
                await restore.Kill();
            }
            else
            {
                await restore.Signal(PosixSignal.SIGINT);
                half.Close();
                Assert.NotEqual(0, await restore.Ended());
            }
        }

        if (database is null)
            Assert.False(File.Exists(_folder.File("data/journal.db")));
        else
            await Eventually.Holds(() => Task.FromResult(Number(database, "SELECT count(*) FROM journal") == 0));
        Assert.Contains($"{Rows:N0} rows", await CommandRun.OutputOf(["restore", file, .. place]));
    }

    private static long Number(string database, string sql)
    {
        using var connection = new NpgsqlConnection(database + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Of a journal with random bytes for rows, so that its file is long.</summary>
    private async Task<string> Backup()
    {
        await (await RunningHost.Start(_folder.File("from"))).DisposeAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File("from/journal.db")};Pooling=False"))
        {
            connection.Open();
            using var fill = connection.CreateCommand();
            fill.CommandText = $"""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})
                INSERT INTO journal SELECT i, 638000000000000000 + i * 10000, 0, 'pc-' || (i % 100), i / 100 + 1, randomblob(200), 'm', 1971, 'w' FROM n
                """;
            fill.ExecuteNonQuery();
        }

        await CommandRun.OutputOf("backup", _folder.File("whole"), $"--Fleet:Data={_folder.File("from")}");
        return _folder.File("whole");
    }
}
