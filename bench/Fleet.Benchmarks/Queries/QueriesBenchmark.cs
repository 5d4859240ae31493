using System.Diagnostics;
using System.Globalization;
using Akka.Event;
using Fleet.Journal;
using Fleet.Journal.Sqlite;
using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Sqlite;
using Fleet.Benchmarks.Memory;
using Fleet.Core.Vocabulary;

namespace Fleet.Benchmarks.Queries;

/// <summary>
/// Questions to a fleet of a size while reports come in, each in turns with the bare SQL of the same question; and projection beside bare
/// SQL of the same rows.
/// </summary>
internal static class QueriesBenchmark
{
    private const int ReportsPerSecond = 5_000;
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(20);

    public static async Task<int> Run(string[] args)
    {
        var clients = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var changes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
        using var folder = new TemporaryFolder();
        var (journalFile, readFile) = (folder.File("journal.db"), folder.File("fleet.db"));
        var settings = new SqliteSettings(journalFile, "WAL", "FULL", 64 << 20, 20_000, 16 << 20, TimeSpan.FromSeconds(5));
        using var journal = settings.OpenStore();
        var fleet = new SyntheticFleet(clients, journal, seed: 1);
        fleet.Begin();
        var from = fleet.Now;
        fleet.Change(changes);
        var to = fleet.Now;

        using var store = new SqliteReadStore(readFile);
        using var projection = new Projection(OpenJournal, store, ProjectionOptions.Default, new SilentWatch());
        using var queries = new FleetQueries(store, OpenJournal, TimeProvider.System);
        Console.WriteLine($"{clients:N0} clients, {changes:N0} changes, {Environment.ProcessorCount} cores");
        var start = Stopwatch.GetTimestamp();
        LiveFleet.Project(projection);
        var rows = queries.Summary([]).Offset;
        Console.WriteLine($"built from {rows:N0} rows: {rows / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} rows/s; {new FileInfo(readFile).Length >> 20} MiB");
        BareProjection.Compare(fleet, projection, OpenJournal, readFile, rows: ReportsPerSecond / 10, times: 20);
        BareProjection.Compare(fleet, projection, OpenJournal, readFile, rows: 20_000, times: 3);

        var door = new Admission(int.MaxValue, TimeSpan.FromSeconds(1));
        using (var live = LiveFleet.Start(fleet, projection, queries, door, ReportsPerSecond))
        {
            using var bare = new BareSql(readFile, journalFile);
            Ask(queries, bare, clients, (from, to), rows - changes, rows);
            Console.WriteLine($"meanwhile: {live.Stop()}");
        }

        await FullIngest("full ingest, without the brake", fleet, projection, queries, door);
        await using (new IngestBrake(() => queries.Lag(TimeProvider.System.GetUtcNow()), door, ProjectorSettings.Read(Hocon.Files("read-model")), TimeProvider.System, NoLogger.Instance))
            await FullIngest("full ingest, with the brake", fleet, projection, queries, door);
        return 0;

        IJournalSource? OpenJournal() => settings.OpenJournal("benchmark");
    }

    /// <summary>As much as one thread can write.</summary>
    private static async Task FullIngest(string name, SyntheticFleet fleet, Projection projection, FleetQueries queries, Admission door)
    {
        LiveFleet.Project(projection);
        using var live = LiveFleet.Start(fleet, projection, queries, door, int.MaxValue);
        await Task.Delay(Full);
        Console.WriteLine($"{name}: {live.Stop()}");
    }

    private static void Ask(
        FleetQueries queries, BareSql bare, int clients, (DateTimeOffset From, DateTimeOffset To) span, long first, long last)
    {
        ClientId Client(int i) => ClientId.Parse(SyntheticFleet.Id(i * 7919 % clients));
        Duel.Head();
        foreach (var (name, query, sql) in Questions.Pages)
            Duel.Run(name, 300, i => queries.Clients(query(i)), i => bare.Page(sql(i)));
        Duel.Run("summary", 300, _ => queries.Summary([]), _ => bare.Summary());
        Duel.Run("summary of a group", 300, i => queries.Summary([GroupName.Parse(SyntheticFleet.Group(i))]), i => bare.Summary(SyntheticFleet.Group(i)));
        Duel.Run("groups, the worst first", 100, _ => queries.Groups(new GroupsQuery()), _ => bare.Groups());
        Duel.Run("one client", 300, i => queries.Client(Client(i)), i => bare.Page($"c.client_id = '{Client(i)}'"));
        Duel.Run("one client's history", 300, i => queries.History(new HistoryQuery(Client(i))), i => bare.History(Client(i).Value));
        Duel.Run("why one client is as it is", 300, i => queries.Explain(Client(i)), i => bare.History(Client(i).Value));
        Duel.Run("summary of a moment", 40, i => queries.Summary(At(i), []), i => bare.PastSummary(first + (long)((last - first) * Share(i))));
        Duel.Run("groups of a moment", 40, i => queries.Groups(new GroupsQuery { At = At(i) }), i => bare.PastSummary(first + (long)((last - first) * Share(i))));
        Duel.Run("a page of clients of a moment", 100, i => queries.Clients(new ClientsQuery { At = At(i) }), i => bare.Then(first + (long)((last - first) * Share(i))));
        Duel.Run("a page of changes", 100, i => queries.Changes(new ChangesQuery(At(i), null)), i => bare.Changes(first + (long)((last - first) * Share(i))));
        Duel.Run($"diff, {last - first:N0} rows apart", 3, _ => queries.Diff(new DiffQuery(span.From, span.To)), _ => bare.Diff(first, last));

        DateTimeOffset At(int i) => span.From + ((span.To - span.From) * Share(i));

        // Anywhere between two checkpoints.
        static double Share(int i) => i * 7919 % 997 / 997.0;
    }
}
