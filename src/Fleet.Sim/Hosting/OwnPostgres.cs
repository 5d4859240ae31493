using System.Diagnostics;

namespace Fleet.Sim.Hosting;

/// <summary>A PostgreSQL of our own, for hosts that share a store; its folder is gone when it is disposed of.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-demo-postgres-");
    private readonly int _port = FreePorts.Choose(0);

    private OwnPostgres()
    {
    }

    /// <summary>How a host connects to it.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Database=fleet;Username=fleet;Password=fleet";

    private string Script => Path.Combine(_folder.FullName, "postgres.sh");

    private string Log => Path.Combine(_folder.FullName, "log");

    /// <summary>Starts it.</summary>
    /// <exception cref="HostFailedException">There is none on this machine, or it does not start.</exception>
    public static async Task<OwnPostgres> StartAsync(CancellationToken cancel)
    {
        var postgres = new OwnPostgres();
        try
        {
            await using (var script = File.Create(postgres.Script))
                await typeof(OwnPostgres).Assembly.GetManifestResourceStream("postgres.sh")!.CopyToAsync(script, cancel);
            if (!await postgres.RunAsync($"start '{postgres._folder}/server' {postgres._port}", cancel))
                throw new HostFailedException($"Several nodes share a PostgreSQL, and none can be started here: {(await File.ReadAllTextAsync(postgres.Log, cancel)).Trim()}");
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Path.Combine(_folder.FullName, "server", "data")))
            await RunAsync($"stop '{_folder}/server' immediate", CancellationToken.None);
        _folder.Delete(recursive: true);
    }

    /// <summary>What it says goes to a file: a server that is started would keep a pipe open.</summary>
    private async Task<bool> RunAsync(string command, CancellationToken cancel)
    {
        // Its folder has to be one that the server's own user can pass through.
        using var shell = Process.Start("/bin/sh", ["-c", $"chmod 755 '{_folder}' && bash '{Script}' {command} > '{Log}' 2>&1"]);
        await shell.WaitForExitAsync(cancel);
        return shell.ExitCode == 0;
    }
}
