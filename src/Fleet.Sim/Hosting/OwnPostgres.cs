using System.Diagnostics;
using System.Globalization;

namespace Fleet.Sim.Hosting;

/// <summary>
/// A PostgreSQL of our own, for hosts that share a store; it and its folder are gone when it is disposed of, and also when this process is
/// killed: a shell beside it waits for the end of the pipe that this process holds, and stops the server then.
/// </summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    /// <summary>
    /// The life of the server, with the script, its folder and its port as arguments. What ends this process at a terminal does not end the shell. A server
    /// would keep a pipe open that it can write to, so what is said goes to a file. Its folder has to be one that the server's own user can pass through.
    /// </summary>
    private const string Life = """
        trap '' INT TERM HUP PIPE
        chmod 755 "$2"
        if bash "$1" start "$2/server" "$3" > "$2/log" 2>&1; then echo started; else echo failed; fi
        cat > /dev/null
        [ ! -e "$2/server/data/postmaster.pid" ] || bash "$1" stop "$2/server" immediate > /dev/null 2>&1
        rm -rf "$2"
        """;

    private readonly OwnFolder _folder = OwnFolder.Create("postgres-");
    private readonly int _port = FreePorts.Choose(0);
    private Process? _shell;

    private OwnPostgres()
    {
    }

    /// <summary>How a host connects to it.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Database=fleet;Username=fleet;Password=fleet";

    /// <summary>The processor time that it has taken; the first line of its file tells the process that all others of it are children of.</summary>
    public TimeSpan CpuTime => ProcessTimes.OfFamily(int.Parse(File.ReadLines(_folder.Of("server/data/postmaster.pid")).First(), CultureInfo.InvariantCulture));

    /// <summary>Starts it.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="cores">Where it runs; null: anywhere.</param>
    /// <exception cref="HostFailedException">There is none on this machine, or it does not start.</exception>
    public static async Task<OwnPostgres> StartAsync(CancellationToken cancel, Cores? cores = null)
    {
        var postgres = new OwnPostgres();
        try
        {
            await postgres.RunAsync(cores, cancel);
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
        if (_shell is not null)
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync();
            _shell.Dispose();
        }

        _folder.Dispose();
    }

    private async Task RunAsync(Cores? cores, CancellationToken cancel)
    {
        var script = _folder.Of("postgres.sh");
        await using (var file = File.Create(script))
            await typeof(OwnPostgres).Assembly.GetManifestResourceStream("postgres.sh")!.CopyToAsync(file, cancel);
        _shell = new Process
        {
            StartInfo = new ProcessStartInfo("/bin/sh", ["-c", Life, "postgres", script, _folder.Path, $"{_port}"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
        };
        if (cores is null)
            _shell.Start();
        else
            cores.Start(() => _shell.Start());
        if (await _shell.StandardOutput.ReadLineAsync(cancel) != "started")
            throw new HostFailedException($"A PostgreSQL is needed (several nodes share one), and none can be started here: {(await File.ReadAllTextAsync(_folder.Of("log"), cancel)).Trim()}");
    }
}
