using System.Diagnostics;
using System.Globalization;
using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Postgres;
using Fleet.ReadModel.Projections;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Memory;
using Npgsql;

namespace Fleet.Benchmarks.Queries;

/// <summary>Projection on PostgreSQL beside one upsert of the same client rows into a copy of the same table with the same indexes.</summary>
internal static class ServerProjection
{
    private static readonly string Arrays = string.Join(", ", ClientColumns.All.Select((_, i) => $"${i + 1}"));
    private static readonly string Upsert = string.Join(", ", ClientColumns.All.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"));

    public static int Run(string connectionString, string[] args)
    {
        var clients = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        using var schemas = new ThrowAwaySchemas(connectionString);
        var settings = PostgresSettings.Read(Hocon.Files("journal-postgres").GetConfig(PostgresSettings.Path)) with { ConnectionString = schemas.New() };
        using var journal = settings.OpenStore();
        var fleet = new SyntheticFleet(clients, journal, seed: 1);
        fleet.Begin();
        IJournalSource Open() => new SqlJournalSource(PostgresConnection.Open(settings.ConnectionString));
        using var store = new PostgresReadStore(settings);
        using var projection = new Projection(Open, store, ProjectionOptions.Default, new SilentWatch());
        var start = Stopwatch.GetTimestamp();
        LiveFleet.Project(projection);
        Console.WriteLine($"{clients:N0} clients; built at {clients / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} rows/s");
        using var bare = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            SearchPath = PostgresReadStore.SchemaOf(settings),
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            Options = "-c synchronous_commit=off",
        }.ToString());
        bare.Open();
        using (var copy = new NpgsqlCommand("CREATE TABLE bare (LIKE client_1 INCLUDING ALL); INSERT INTO bare SELECT * FROM client_1; ANALYZE bare", bare))
            copy.ExecuteNonQuery();
        using var source = Open();
        foreach (var (rows, times) in ((int, int)[])[(500, 20), (20_000, 3)])
            Compare(fleet, projection, source, bare, rows, times);
        return 0;
    }

    private static void Compare(SyntheticFleet fleet, Projection projection, IJournalSource journal, NpgsqlConnection bare, int rows, int times)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            var end = journal.End()!.Value.Offset;
            fleet.Change(rows);
            ours.Add(Took(() => LiveFleet.Project(projection)));
            var batch = BatchFold.Of(new Generation(1, GenerationStage.Serving, end, null, end), journal.ReadAfter(end, rows), rows);
            theirs.Add(Took(() => Write(bare, batch)));
        }

        var (our, their) = (rows / ours.Order().ElementAt(times / 2), rows / theirs.Order().ElementAt(times / 2));
        Console.WriteLine($"{rows:N0} rows at a time: {our:N0} rows/s, bare {their:N0} rows/s: {our / their:N2}");
    }

    private static void Write(NpgsqlConnection bare, ProjectionBatch batch)
    {
        var clients = batch.Clients.Select(change => change.Record).ToList();
        using var upsert = new NpgsqlCommand(
            $"INSERT INTO bare ({ClientColumns.List}) SELECT * FROM unnest({Arrays}) ON CONFLICT (client_id) DO UPDATE SET {Upsert}", bare);
        foreach (var column in ClientColumns.All)
            upsert.Parameters.Add(new NpgsqlParameter { Value = column.ValuesOf(clients) });

        upsert.ExecuteNonQuery();
    }

    private static double Took(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
