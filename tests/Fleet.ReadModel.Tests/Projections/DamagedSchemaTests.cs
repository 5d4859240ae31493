using CsCheck;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Projections;

/// <summary>A read model whose tables on a server are no good is built from the journal, which lies beside them.</summary>
[Trait("Needs", "processes")]
public sealed class DamagedSchemaTests
{
    [Fact]
    public void A_missing_one_is_built() => Replaced("DROP TABLE model_version", []);

    [Fact]
    public void One_of_another_version_is_replaced() => Replaced("UPDATE model_version SET version = 77", ["version 77"]);

    [Fact]
    public void One_with_a_table_missing_is_replaced() => Replaced("DROP TABLE checkpoint_1 CASCADE", ["missing"]);

    [Fact]
    public void A_table_that_is_dropped_under_queries_is_mended()
    {
        using var fleet = new TestFleet(StoreKind.Postgres);
        var history = Arbitrary.HistoryOf(41).Single();
        fleet.Write(history);
        fleet.Project();
        Run(fleet, "DROP TABLE client_1 CASCADE");
        Assert.Equal(QueryFault.Rebuilding, Assert.Throws<QueryException>(() => fleet.Queries.Clients(new ClientsQuery())).Code);
        ProjectionTests.AssertUpToDate(fleet, history);
        Assert.Contains("missing", Assert.Single(fleet.Watch.Reasons), StringComparison.Ordinal);
    }

    /// <summary>While nodes are upgraded one by one the one that has the projector may be of another version: its tables are its own, even where they look alike.</summary>
    [Fact]
    public void Tables_of_another_version_are_not_read_by_who_does_not_keep_them()
    {
        using var fleet = new TestFleet(StoreKind.Postgres);
        fleet.Write(Arbitrary.HistoryOf(41).Single());
        fleet.Project();
        Run(fleet, "UPDATE model_version SET version = 77");
        using var store = fleet.NewStore();
        using var other = new FleetQueries(store, fleet.OpenJournal, fleet.Time);
        var refused = Assert.Throws<QueryException>(() => other.Summary([]));
        Assert.Equal(QueryFault.Rebuilding, refused.Code);
        Assert.Contains("of another version (its tables are of version 77", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.RetryAfter);
    }

    private static void Replaced(string harm, string[] reasons)
    {
        using var fleet = new TestFleet(StoreKind.Postgres);
        var history = Arbitrary.HistoryOf(41).Single();
        fleet.Write(history);
        using (var store = fleet.NewStore())
        using (var projection = new Projection(fleet.OpenJournal, store, TestFleet.Options, new RecordingWatch()))
        {
            while (projection.Step())
            {
            }
        }

        Run(fleet, harm);
        ProjectionTests.AssertUpToDate(fleet, history);
        Assert.Equal(reasons.Length, fleet.Watch.Reasons.Count);
        Assert.All(reasons, reason => Assert.Contains(reason, fleet.Watch.Reasons[0], StringComparison.Ordinal));
    }

    private static void Run(TestFleet fleet, string sql)
    {
        using var connection = fleet.OpenTables();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
