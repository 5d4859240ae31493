using System.Globalization;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Overload;

/// <summary>
/// One host process for all tests of what waits: each transaction of its journal takes a quarter of a second on purpose, and it works on 200
/// reports at a time, so that a test need not send thousands to be too much for it.
/// </summary>
public sealed class SlowHost : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FleetProcess? _process;

    public HttpClient Http { get; private set; } = null!;

    public Uri Grpc => _process!.Grpc;

    /// <summary>The memory that it has in use, in bytes.</summary>
    public long ResidentBytes => _process!.ResidentBytes;

    public async Task InitializeAsync()
    {
        var (process, http) = await FleetProcess.StartReady(
            Copied(), _folder.Path, [], "--Fleet:Faults:JournalDelay=00:00:00.25", $"--Fleet:Data={_folder.File("data")}");
        (_process, Http) = (process, http);
        await http.UntilVisible(0);
    }

    public async Task DisposeAsync()
    {
        Http?.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Waits until nothing is left of what another test has begun.</summary>
    public Task Quiet() => Eventually.Holds(async () =>
    {
        var seen = await Metrics();
        return new[] { "fleet_sessions", "fleet_reports_held", "fleet_reports_under_way", "fleet_hellos_waiting", "fleet_journal_queue" }.All(name => seen[name] == 0);
    });

    /// <summary>What it measures now, by name and labels as it tells them.</summary>
    public async Task<Dictionary<string, double>> Metrics() => (await Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>Waits until it measures something.</summary>
    public Task Sees(string name, Func<double, bool> value) => Eventually.Holds(async () => (await Metrics()).TryGetValue(name, out var seen) && value(seen));

    /// <summary>The host in a folder of its own, all of it but its settings by reference.</summary>
    private string Copied()
    {
        var copy = Directory.CreateDirectory(_folder.File("host")).FullName;
        foreach (var entry in Directory.GetFileSystemEntries(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(entry);
            if (name is "fleet" or "fleet.dll")
                File.Copy(entry, Path.Combine(copy, name));
            else if (name is not "hocon")
                File.CreateSymbolicLink(Path.Combine(copy, name), entry);
        }

        var hocon = Directory.CreateDirectory(Path.Combine(copy, "hocon")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "hocon")))
            File.WriteAllText(Path.Combine(hocon, Path.GetFileName(file)), File.ReadAllText(file).Replace("max-in-flight = 20000", "max-in-flight = 200", StringComparison.Ordinal));
        return Path.Combine(copy, "fleet");
    }
}

[CollectionDefinition(Name)]
public sealed class OnSlowHost : ICollectionFixture<SlowHost>
{
    public const string Name = "slow host";
}
