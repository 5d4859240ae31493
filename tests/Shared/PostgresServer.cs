using Npgsql;

namespace Fleet.Testing;

/// <summary>A throw-away PostgreSQL of a test's own: on loopback, on a free port, in a temporary folder that is gone at its end.</summary>
/// <remarks>Linked into the test projects that need it; <c>eng/postgres.sh</c> does the same for people.</remarks>
public sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<PostgresServer> OfAssembly = new(() => Start("autovacuum=off"));
    private static int _names;

    private readonly string _folder;
    private readonly string[] _settings;
    private bool _isDisposed;

    private PostgresServer(string[] settings, PostgresServer? primary = null)
    {
        // Before there is a folder, and a handler that removes it by a process.
        OtherProcess.MarkIsNeeded("PostgreSQL");
        _folder = Directory.CreateTempSubdirectory("fleet-postgres-").FullName;
        _settings = settings;
        Port = FreePort.Next();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        if (primary is null)
            Start(Port);
        else
            Script(["standby", _folder, Port.ToString(), primary.Port.ToString(), .. _settings]);
    }

    /// <summary>One for all tests of an assembly that neither stop it nor ask what is on the disk: it does not wait for the disk.</summary>
    public static PostgresServer Shared => OfAssembly.Value;

    public int Port { get; }

    /// <summary>To its database fleet, as its owner.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=fleet;Username=fleet;Password=fleet";

    /// <summary>The same for who asks by himself: a connection of his own, and as much patience as a test has.</summary>
    public string OwnConnectionString => $"{ConnectionString};Pooling=false{Patience.Connection}";

    private static string ScriptPath => Path.Combine(Root(), "eng", "postgres.sh");

    /// <summary>It was not stopped.</summary>
    public bool IsRunning => File.Exists(Path.Combine(_folder, "data", "postmaster.pid"));

    /// <summary>Process of the server; its other processes are children of it.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First());

    /// <summary>Starts one that does not wait for the disk.</summary>
    /// <param name="settings">Such as <c>max_connections=20</c>.</param>
    public static PostgresServer Start(params string[] settings) => new(["fsync=off", "full_page_writes=off", .. settings]);

    /// <summary>Starts one whose commits are on the disk.</summary>
    public static PostgresServer StartDurable(params string[] settings) => new(settings);

    /// <summary>Starts a standby of it, which has all that it has; nobody waits for it until <see cref="RequireStandby"/>.</summary>
    public PostgresServer StartStandby() => new(_settings, this);

    /// <summary>From now on a commit waits until a standby has it.</summary>
    public void RequireStandby()
    {
        Run("ALTER SYSTEM SET synchronous_standby_names = '*'");
        Run("SELECT pg_reload_conf()");
        SpinWait.SpinUntil(() => Number("SELECT count(*) FROM pg_settings WHERE name = 'synchronous_standby_names' AND setting = '*'") == 1, Patience.Long);
    }

    /// <summary>From now on a standby is a primary.</summary>
    public void Promote() => Script("promote", _folder);

    /// <summary>Asks for a number.</summary>
    public long Number(string sql)
    {
        using var connection = new NpgsqlConnection(OwnConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar());
    }

    /// <summary>Makes an empty database; returns how to connect to it.</summary>
    /// <param name="encoding">Of its text.</param>
    public string NewDatabase(string encoding = "UTF8")
    {
        var name = $"fleet_{Interlocked.Increment(ref _names)}";
        Run($"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Makes an empty schema, which is quicker; returns how to connect so that everything goes there.</summary>
    public string NewSchema()
    {
        var name = $"fleet_{Interlocked.Increment(ref _names)}";
        Run($"CREATE SCHEMA {name}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { SearchPath = name }.ToString();
    }

    /// <summary>Stops it.</summary>
    /// <param name="mode"><c>fast</c>: connections are cut, all is written; <c>immediate</c>: as if the machine had failed.</param>
    public void Stop(string mode = "fast") => Script("stop", _folder, mode);

    /// <summary>Starts it again, on the same port and data.</summary>
    public void StartAgain() => Start(Port);

    /// <summary>Stops it and starts it again.</summary>
    public void Restart(string mode = "fast")
    {
        Stop(mode);
        StartAgain();
    }

    /// <summary>Nothing of it runs until <see cref="Resume"/>; connections stay open and nobody answers.</summary>
    public void Suspend() => Signal("STOP");

    public void Resume() => Signal("CONT");

    /// <summary>Cuts all connections but the one that says so.</summary>
    public void CutConnections() => Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");

    public void Run(string sql)
    {
        using var connection = new NpgsqlConnection(OwnConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (IsRunning)
        {
            Resume();
            Stop("immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>By a process of its own: a test host that ends is given a tenth of a second, and would leave the folder.</summary>
    private void OnExit(object? sender, EventArgs e) =>
        OtherProcess.Start("/bin/sh", "-c", "\"$0\" stop \"$1\" immediate; rm -rf \"$1\"", ScriptPath, _folder).Dispose();

    private void Start(int port) => Script(["start", _folder, port.ToString(), .. _settings]);

    /// <summary>The server, so that it makes no more children, and those that it has: process and parent are the columns.</summary>
    private void Signal(string signal) => Execute(
        "/bin/sh", "-c", $"kill -{signal} {ProcessId}; kill -{signal} $(ps -A -o pid= -o ppid= | awk '$2 == {ProcessId} {{ print $1 }}') 2>/dev/null || true");

    private static void Script(params string[] args) => Execute(ScriptPath, args);

    private static void Execute(string file, params string[] args)
    {
        // Without pipes: the server would keep them open.
        using var process = OtherProcess.Start(file, args);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', args)} ended with {process.ExitCode}.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fleet.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no Fleet.sln above {AppContext.BaseDirectory}");
    }
}
