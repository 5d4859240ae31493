using CsCheck;
using Fleet.ReadModel.Tests.Projections;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>Somebody's tool keeps a transaction open on tables of a server.</summary>
[Trait("Needs", "processes")]
public sealed class SlowReaderTests
{
    [Fact]
    public void Old_tables_that_are_read_are_dropped_later_and_hold_up_nobody()
    {
        using var fleet = new TestFleet(StoreKind.Postgres);
        var history = Arbitrary.HistoryOf(41).Single();
        fleet.Write(history.Take(20));
        fleet.Project();
        using (var tool = fleet.OpenTables())
        using (tool.BeginTransaction())
        {
            using var read = tool.CreateCommand();
            read.CommandText = "SELECT count(*) FROM client_1";
            Assert.NotNull(read.ExecuteScalar());
            fleet.Projection.Rebuild();
            fleet.Project();
            Assert.Equal(1, fleet.Watch.Swaps - 1);
            fleet.Write(history.Skip(20));
            ProjectionTests.AssertUpToDate(fleet, history);
            Assert.Equal([1, 2], fleet.Store.Generations().Select(generation => generation.Number));
        }

        fleet.Project();
        Assert.Equal([2], fleet.Store.Generations().Select(generation => generation.Number));
    }
}
