using System.Diagnostics;

namespace Fleet.Benchmarks.Journal;

/// <summary>Durable ingest of the same rows three ways, in turns, so that whatever else the machine does hits all alike.</summary>
internal static class IngestBenchmark
{
    public static int Run(ReadOnlySpan<string> args)
    {
        var (duration, rounds, actors) = Sizes(args);
        var folder = Directory.CreateTempSubdirectory("fleet-bench-");
        try
        {
            string File(string name) => Path.Combine(folder.FullName, name);
            using var raw = new RawInserts(File("raw.db"));
            using var shipped = ActorContender.Shipped(File("shipped.db"));
            using var fleet = ActorContender.Fleet(File("fleet.db"));
            return Compare([raw, shipped, fleet], duration, rounds, actors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <param name="connectionString">Of a database, in which schemas are made and dropped.</param>
    /// <param name="args">As of <see cref="Run"/>.</param>
    public static int RunOnPostgres(string connectionString, ReadOnlySpan<string> args)
    {
        var (duration, rounds, actors) = Sizes(args);
        using var schemas = new ThrowAwaySchemas(connectionString);
        using var raw = new RawCopy(schemas.New());
        using var shipped = ActorContender.ShippedOnPostgres(schemas.New());
        using var fleet = ActorContender.FleetOnPostgres(schemas.New());
        return Compare([raw, shipped, fleet], duration, rounds, actors);
    }

    private static (TimeSpan Duration, int Rounds, int Actors) Sizes(ReadOnlySpan<string> args) => (
        TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0]) : 3),
        args.Length > 1 ? int.Parse(args[1]) : 5,
        args.Length > 2 ? int.Parse(args[2]) : 5000);

    private static int Compare(IContender[] contenders, TimeSpan duration, int rounds, int actors)
    {
        foreach (var contender in contenders)
            Measure(contender, TimeSpan.FromSeconds(1), actors);
        var rates = contenders.ToDictionary(contender => contender, _ => new List<(double Rate, double Cpu)>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in contenders)
                rates[contender].Add(Measure(contender, duration, actors));
        }

        Report(contenders, rates, actors);
        return 0;
    }

    private static (double Rate, double Cpu) Measure(IContender contender, TimeSpan duration, int actors)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var rows = contender.Run(duration, actors);
        Console.Error.WriteLine($"{contender.Name}: {rows} rows in {clock.Elapsed.TotalSeconds:N1} s");
        return (rows / clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / rows);
    }

    private static void Report(IContender[] contenders, Dictionary<IContender, List<(double Rate, double Cpu)>> rates, int actors)
    {
        double Median(IContender contender) => rates[contender].Select(trial => trial.Rate).Order().ElementAt(rates[contender].Count / 2);
        Console.WriteLine($"{actors} actors, {Environment.ProcessorCount} cores, median of {rates[contenders[0]].Count} rounds (lowest - highest)");
        Console.WriteLine("| durable rows, one event and its state each | rows/s | range | CPU µs a row | × shipped | × raw |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var contender in contenders)
        {
            var trials = rates[contender];
            Console.WriteLine(
                $"| {contender.Name} | {Median(contender):N0} | {trials.Min(t => t.Rate):N0} - {trials.Max(t => t.Rate):N0} "
                + $"| {trials.Select(t => t.Cpu).Order().ElementAt(trials.Count / 2):N1} "
                + $"| {Median(contender) / Median(contenders[1]):N1} | {Median(contender) / Median(contenders[0]):N2} |");
        }
    }
}
