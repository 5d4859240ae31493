using System.Globalization;
using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Queries;
using Npgsql;

namespace Fleet.Benchmarks.Starting;

/// <summary>From the start of the host's process to the moment at which it is ready, with a long journal and, in turns, with an empty one.</summary>
internal static class StartBenchmark
{
    private const int Starts = 5;
    private const int ReportsBeforeKill = 20_000;
    private const int UnderWay = 64;

    /// <summary>Above what the synthetic clients have sent.</summary>
    private static long _seq = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public static async Task<int> Run(string[] args)
    {
        var (rows, clients, kept) = Sizes(args);
        var folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        try
        {
            return await Compare(StartPlace.Embedded(kept ?? Path.Combine(folder, "long")), () => StartPlace.Embedded(Path.Combine(folder, Path.GetRandomFileName())), rows, clients);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="connectionString">Of a database, in which schemas are made and dropped.</param>
    /// <param name="args">Rows, clients, a schema to keep and to use again.</param>
    public static async Task<int> RunOnPostgres(string connectionString, string[] args)
    {
        var (rows, clients, kept) = Sizes(args);
        var folder = Directory.CreateTempSubdirectory("fleet-bench-").FullName;
        using var schemas = new ThrowAwaySchemas(connectionString);
        try
        {
            StartPlace In(string connection) => StartPlace.OnServer(Path.Combine(folder, Path.GetRandomFileName()), connection);
            return await Compare(In(kept is null ? schemas.New() : schemas.Kept(kept)), () => In(schemas.New()), rows, clients);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Rows, int Clients, string? Kept) Sizes(string[] args) => (
        args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000,
        args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000,
        args.Length > 2 ? args[2] : null);

    private static async Task<int> Compare(StartPlace place, Func<StartPlace> empty, int rows, int clients)
    {
        LongJournal.Make(place, rows, clients);
        Console.WriteLine($"{LongJournal.Length(place):N0} rows of {clients:N0} clients; {Machine()}");
        if (place.Size().ReadModelBytes == 0)
            await Rebuild(place, empty(), rows, clients);

        Console.WriteLine(StartTimes.Head);
        await Starting("after a stop", place, empty(), clients, host => host.Stop(), () => { });
        if (place.IsInFiles)
            await Starting("after a stop, nothing in memory", place, empty(), clients, host => host.Stop(), place.Cool);
        await Starting("killed under a load", place, empty(), clients, host => Overrun(host, clients), () => Console.Error.WriteLine($"logs of {place.Size().LogBytes:N0} bytes"));
        Console.WriteLine(Machine());
        return 0;
    }

    /// <summary>A start without a read model.</summary>
    private static async Task Rebuild(StartPlace place, StartPlace empty, int rows, int clients)
    {
        var ceiling = await Once(empty, clients, host => host.Stop());
        var times = await Once(place, clients, host => host.Stop());
        var (size, building) = (place.Size(), times.Answer - times.Ready);
        Console.WriteLine(
            $"without a read model: ready after {times.Ready.TotalSeconds:N2} s (empty journal: {ceiling.Ready.TotalSeconds:N2}), first report {(times.Report - times.Ready).TotalMilliseconds:N0} ms later; "
            + $"questions answered after {times.Answer.TotalSeconds:N0} s: {rows / building.TotalSeconds:N0} rows/s");
        Console.WriteLine(
            $"journal {size.JournalBytes:N0} bytes, {size.JournalBytes / (double)rows:N0} a row; read model {size.ReadModelBytes:N0} bytes, {size.ReadModelBytes / (double)clients:N0} a client; {Machine()}");
    }

    private static async Task Starting(string name, StartPlace place, StartPlace empty, int clients, Func<StartedHost, Task> end, Action before)
    {
        var (starts, ceiling) = (new List<StartTimes>(), new List<StartTimes>());
        await Once(place, clients, end);
        await Once(empty, clients, host => host.Stop());
        for (var i = 0; i < Starts; i++)
        {
            before();
            starts.Add(await Once(place, clients, end));
            ceiling.Add(await Once(empty, clients, host => host.Stop()));
        }

        Console.WriteLine(StartTimes.Line(name, starts, ceiling));
    }

    private static async Task<StartTimes> Once(StartPlace place, int clients, Func<StartedHost, Task> end)
    {
        using var host = StartedHost.Start(place);
        var ready = await host.Ready();
        var cpu = host.Cpu;
        var report = await host.Report(SyntheticFleet.Id(Random.Shared.Next(clients)), _seq++);
        Console.Error.WriteLine($"ready {ready.TotalSeconds:N2} (CPU {cpu.TotalSeconds:N2}), report {report.TotalSeconds:N2}; {Machine()}");
        var times = new StartTimes(ready, cpu, report, await host.Answer());
        await end(host);
        return times;
    }

    /// <summary>Killed after reports of many clients.</summary>
    private static async Task Overrun(StartedHost host, int clients)
    {
        await Parallel.ForAsync(0, ReportsBeforeKill, new ParallelOptions { MaxDegreeOfParallelism = UnderWay }, async (_, _) =>
            await host.Report(SyntheticFleet.Id(Random.Shared.Next(clients)), Interlocked.Increment(ref _seq)));
        await host.Kill();
    }

    private static string Machine() => $"{Environment.ProcessorCount} cores, load {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown")}";
}
