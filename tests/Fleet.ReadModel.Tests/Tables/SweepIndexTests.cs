using Fleet.Journal.Sql.Sqlite;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Testing;
using SQLitePCL;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>A look at the index costs what it finds, however large the fleet is. The cost is counted in SQLite's instructions.</summary>
public sealed class SweepIndexTests : IDisposable
{
    private const int Page = 10;
    private static readonly DateTimeOffset Now = SweptFleet.Now;
    private static readonly DateTimeOffset Old = SweptFleet.Old;

    private readonly SweptFleet _swept = new(StoreKind.Sqlite);

    public void Dispose() => _swept.Dispose();

    [Fact]
    public void Its_cost_does_not_grow_with_the_fleet()
    {
        _swept.Fill("a", 100);
        var small = Costs();
        _swept.Fill("b", 3_000);
        var large = Costs();
        Assert.All(small, cost => Assert.InRange(cost, 1, 1_000));
        Assert.Equal(small, large);
    }

    [Fact]
    public void Pages_come_in_order_without_a_gap_or_a_double()
    {
        _swept.Fill("a", 95);
        var aged = new List<AgingClient>();
        var held = new List<HeldSession>();
        using var snapshot = _swept.Fleet.Store.Snapshot();
        while (snapshot.Aging(aged.LastOrDefault(AgingClient.First), Old.ToUnixTimeMilliseconds(), Page) is { Count: > 0 } page)
            aged.AddRange(page);
        while (snapshot.SessionsOf(-9, held.Count == 0 ? "" : held[^1].Client.Value, Page) is { Count: > 0 } page)
            held.AddRange(page);
        var expected = _swept.Rows
            .Where(row => row.After.Pattern.AgesAt(TimeSpan.Zero) <= Old)
            .OrderBy(row => row.After.Pattern.ReleasedAt)
            .ThenBy(row => row.Client.Value, StringComparer.Ordinal);
        Assert.Equal(expected.Select(row => row.Client.Value), aged.Select(client => client.Client));
        Assert.Equal(
            _swept.Rows.Where(row => row.After.Presence.Session?.Node == -9).Select(row => new HeldSession(row.Client, row.After.Presence.Session!.Value)), held);
        Assert.Equal([-9, 5], snapshot.Nodes());
    }

    /// <summary>Of each question: nothing due, a page of many that are due in the middle of them, all nodes, a page of a node's sessions.</summary>
    private List<long> Costs()
    {
        using var database = SqliteDatabase.Open(SqliteDatabase.ConnectionString(_swept.Fleet.ReadFile, readOnly: true), TimeSpan.FromSeconds(5));
        using var connection = new ReadConnection(database);
        using var reader = SqlSnapshot.Open(connection, ScanPlan.Few, IdColumn.Empty.ReadOn, (_, _) => { });
        long instructions = 0;
        raw.sqlite3_progress_handler(database.Handle, 1, Count, null);
        return
        [
            Cost(() => Assert.Empty(reader.Aging(AgingClient.First, Old.AddDays(-90).ToUnixTimeMilliseconds(), Page))),
            Cost(() => Assert.Equal(Page, reader.Aging(new AgingClient(Old.ToUnixTimeMilliseconds(), "a-00050"), Now.ToUnixTimeMilliseconds(), Page).Count)),
            Cost(() => Assert.Empty(reader.Aged(AgingClient.First, Page))),
            Cost(() => Assert.Equal(2, reader.Nodes().Count)),
            Cost(() => Assert.Equal(Page, reader.SessionsOf(5, "a-00020", Page).Count)),
        ];

        int Count(object data)
        {
            instructions++;
            return 0;
        }

        long Cost(Action question)
        {
            question();
            instructions = 0;
            question();
            return instructions;
        }
    }
}
