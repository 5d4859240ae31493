using CsCheck;
using Fleet.Journal.Sql.Sqlite;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Tests.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Projections;

/// <summary>A read model whose file is no good is built from the journal.</summary>
public sealed class DamagedFileTests
{
    [Fact]
    public void A_missing_one_is_built() => Replaced(file => File.Delete(file), []);

    [Fact]
    public void A_file_that_is_no_database_is_replaced() =>
        Replaced(file => File.WriteAllText(file, "This is a poem about a fleet.".PadRight(5000)), ["damaged"]);

    [Fact]
    public void One_of_another_schema_is_replaced() => Replaced(
        file =>
        {
            using var database = SqliteDatabase.Open(SqliteDatabase.ConnectionString(file), TimeSpan.FromSeconds(1));
            database.Run("PRAGMA user_version = 77");
        },
        ["version 77"]);

    [Fact]
    public void Damage_that_a_query_meets_is_repaired()
    {
        using var fleet = new TestFleet();
        var history = Arbitrary.HistoryOf(41).Single();
        fleet.Write(history);
        fleet.Project();
        fleet.Projection.Dispose();
        fleet.Store.Dispose();
        Scribble(fleet.ReadFile);

        using var store = fleet.NewStore();
        using var queries = new FleetQueries(store, fleet.OpenJournal, fleet.Time);
        using var projection = new Projection(fleet.OpenJournal, store, TestFleet.Options, fleet.Watch);
        projection.Step();
        Assert.Equal(QueryFault.Rebuilding, Assert.Throws<QueryException>(() => queries.Clients(new ClientsQuery())).Code);
        while (projection.Step())
        {
        }

        Assert.Contains("damage", Assert.Single(fleet.Watch.Reasons), StringComparison.Ordinal);
        Assert.Equal(new Oracle(history).Clients(new ClientsQuery()), queries.Clients(new ClientsQuery()).Items);
    }

    private static void Replaced(Action<string> harm, string[] reasons)
    {
        using var fleet = new TestFleet();
        var history = Arbitrary.HistoryOf(41).Single();
        fleet.Write(history);
        using (var store = fleet.NewStore())
        using (var projection = new Projection(fleet.OpenJournal, store, TestFleet.Options, new RecordingWatch()))
        {
            while (projection.Step())
            {
            }
        }

        harm(fleet.ReadFile);
        ProjectionTests.AssertUpToDate(fleet, history);
        Assert.Equal(reasons.Length, fleet.Watch.Reasons.Count);
        Assert.All(reasons, reason => Assert.Contains(reason, fleet.Watch.Reasons[0], StringComparison.Ordinal));
    }

    /// <summary>Overwrites every page of the tables; the first page, with the names of the tables, stays.</summary>
    private static void Scribble(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.Position = 4096 * 8;
        stream.Write(Enumerable.Repeat((byte)0xA5, (int)(stream.Length - stream.Position)).ToArray());
    }
}
