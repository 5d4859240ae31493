using System.Diagnostics;
using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.ReadModel.Projections;
using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.ReadModel.Sqlite;
using Fleet.Actors.ReadModel.Source;
using Fleet.Actors.ReadModel.Store;
using Fleet.Actors.Sqlite;
using Fleet.Core.Vocabulary;

namespace Fleet.Benchmarks.Queries;

/// <summary>Questions and projection on a fleet of a size, each beside the bare SQL of the same thing.</summary>
internal static class QueriesBenchmark
{
    public static int Run(string[] args)
    {
        var clients = args.Length > 0 ? int.Parse(args[0]) : 100_000;
        var changes = args.Length > 1 ? int.Parse(args[1]) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("fleet-bench-");
        try
        {
            Run(clients, changes, Path.Combine(folder.FullName, "journal.db"), Path.Combine(folder.FullName, "fleet.db"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Run(int clients, int changes, string journalFile, string readFile)
    {
        using var journal = new SqliteSettings(journalFile, "WAL", "NORMAL", 64 << 20, 20_000, TimeSpan.FromSeconds(5)).OpenStore();
        var fleet = new SyntheticFleet(clients, journal, seed: 1);
        fleet.Begin();
        var from = fleet.Now;
        fleet.Change(changes);
        var to = fleet.Now;

        using var store = new SqliteReadStore(readFile);
        using var projection = new Projection(() => JournalSources.Open(journalFile), store, ProjectionOptions.Default, new SilentWatch());
        using var queries = new FleetQueries(store, () => JournalSources.Open(journalFile), new VisibleOffset(), TimeSpan.FromSeconds(5), TimeProvider.System);
        Console.WriteLine($"{clients:N0} clients, {changes:N0} changes");
        var start = Stopwatch.GetTimestamp();
        Project(projection);
        var rows = queries.Summary([]).Offset;
        Console.WriteLine($"built from {rows:N0} rows: {rows / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} rows/s; {new FileInfo(readFile).Length >> 20} MiB");

        using var bare = new BareSql(readFile, journalFile);
        Console.WriteLine($"{"",-44}{"p50 ms",9}{"p99 ms",9}{"bare p50",10}{"bare p99",10}");
        foreach (var (name, query, sql) in Questions.Pages)
            Compare(name, 200, i => queries.Clients(query(i)), 5, i => bare.Page(sql(i)));
        Compare("summary", 200, _ => queries.Summary([]), 3, _ => bare.Summary());
        Compare("summary of a group", 200, i => queries.Summary([GroupName.Parse($"site-{i % SyntheticFleet.Groups:D3}")]), 3, _ => bare.Summary());
        Compare("history", 500, i => queries.History(new HistoryQuery(ClientId.Parse(fleet.Id(i * 7919 % clients)))), 500, i => bare.History(fleet.Id(i * 7919 % clients)));
        Compare("explain", 500, i => queries.Explain(ClientId.Parse(fleet.Id(i * 7919 % clients))), 500, i => bare.History(fleet.Id(i * 7919 % clients)));
        Compare("summary of a moment", 20, i => queries.Summary(from + ((to - from) * i / 20), []), 1, _ => { });
        Compare("diff over all changes", 3, _ => queries.Diff(new DiffQuery(from, to)), 2, _ => bare.Diff(rows - changes, rows));
        Follow(fleet, projection, journalFile, readFile, rows: 250, times: 40);
        Follow(fleet, projection, journalFile, readFile, rows: 20_000, times: 3);
        Live(fleet, projection, queries);
    }

    /// <summary>Batches of a size, projected and, in turn, written bare.</summary>
    private static void Follow(SyntheticFleet fleet, Projection projection, string journalFile, string readFile, int rows, int times)
    {
        var copy = readFile + ".bare";
        using (var database = SqliteDatabase.Open(SqliteDatabase.ConnectionString(readFile), TimeSpan.FromSeconds(5)))
            database.Run($"VACUUM INTO '{copy}'");
        using var journal = JournalSources.Open(journalFile)!;
        using var bare = new BareProjection(copy);
        var (ours, theirs, cpu) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < times; i++)
        {
            var end = journal.End()!.Value.Offset;
            fleet.Change(rows);
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            Project(projection);
            ours += Stopwatch.GetElapsedTime(start);
            cpu += Environment.CpuUsage.TotalTime - used;
            var entries = journal.ReadAfter(end, rows);
            var batch = BatchFold.Of(new Generation(1, GenerationStage.Serving, end, null, end), entries, rows);
            start = Stopwatch.GetTimestamp();
            bare.Write(batch);
            theirs += Stopwatch.GetElapsedTime(start);
        }

        File.Delete(copy);
        var all = rows * times;
        Console.WriteLine($"projected {rows:N0} rows at a time: {all / ours.TotalSeconds:N0} rows/s, bare {all / theirs.TotalSeconds:N0} rows/s: {theirs / ours:N2}; {cpu.TotalMicroseconds / all:N0} µs of CPU a row");
    }

    /// <summary>Reports come in at a rate while questions are asked.</summary>
    private static void Live(SyntheticFleet fleet, Projection projection, FleetQueries queries)
    {
        const int RowsATime = 250;
        var interval = TimeSpan.FromMilliseconds(50);
        using var stop = new CancellationTokenSource();
        var busy = TimeSpan.Zero;
        var worst = TimeSpan.Zero;
        var written = 0;
        var ingest = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                fleet.Change(RowsATime);
                written += RowsATime;
                var projecting = Stopwatch.GetTimestamp();
                Project(projection);
                var took = Stopwatch.GetElapsedTime(projecting);
                busy += took;
                worst = took > worst ? took : worst;
                var left = interval - Stopwatch.GetElapsedTime(start);
                if (left > TimeSpan.Zero)
                    stop.Token.WaitHandle.WaitOne(left);
            }
        });
        var began = Stopwatch.GetTimestamp();
        ingest.Start();
        foreach (var (name, query, _) in Questions.Pages)
            Compare($"busy: {name}", 200, i => queries.Clients(query(i)), 1, _ => { });
        Compare("busy: summary", 200, _ => queries.Summary([]), 1, _ => { });
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
            queries.Clients(new ClientsQuery());
        stop.Cancel();
        ingest.Join();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"busy: {written / seconds:N0} rows/s came in; projecting took {busy.TotalSeconds / seconds:P0} of a core, {written / busy.TotalSeconds:N0} rows/s, the longest time {worst.TotalMilliseconds:N0} ms");
    }

    private static void Project(Projection projection)
    {
        while (projection.Step())
        {
        }
    }

    private static void Compare(string name, int times, Action<int> ask, int bareTimes, Action<int> bare)
    {
        ask(0);
        var (ours, theirs) = (Timings.Of(times, ask), Timings.Of(bareTimes, bare));
        Console.WriteLine($"{name,-44}{ours.Median,9:N2}{ours.P99,9:N2}{theirs.Median,10:N2}{theirs.P99,10:N2}");
    }
}
