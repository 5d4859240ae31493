using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>The same on PostgreSQL: a page of many clients that are alike reads the page, however many they are. The cost is counted in rows that the server reads.</summary>
[Trait("Needs", "processes")]
public sealed class ServerSweepIndexTests : IDisposable
{
    private const int Page = 10;
    private readonly SweptFleet _swept = new(StoreKind.Postgres);

    public void Dispose() => _swept.Dispose();

    [Fact]
    public void A_page_reads_no_more_than_itself()
    {
        _swept.Fill("a", 100);
        _swept.Fill("b", 3_000);
        using var tables = (NpgsqlConnection)_swept.Fleet.OpenTables();
        using var database = new PostgresConnection(tables);
        database.Run("ANALYZE client_1");
        using var connection = new ReadConnection(database);
        using var reader = SqlSnapshot.Open(connection, ScanPlan.Few, IdColumn.Empty.ReadOn, (_, _) => { });
        var (old, now) = (SweptFleet.Old.ToUnixTimeMilliseconds(), SweptFleet.Now.ToUnixTimeMilliseconds());
        Assert.InRange(Cost(() => Assert.Empty(reader.Aging(AgingClient.First, old - 1, Page))), 0, 1);
        Assert.InRange(Cost(() => Assert.Equal(Page, reader.Aging(new AgingClient(old, "a-00050"), now, Page).Count)), Page, Page + 1);
        Assert.InRange(Cost(() => Assert.Equal(2, reader.Nodes().Count)), 2, 3);
        // A quarter of the clients have a session of that node: the server may as well go along the ids, and leave the others out.
        Assert.InRange(Cost(() => Assert.Equal(Page, reader.SessionsOf(5, "a-00020", Page).Count)), Page, 4 * Page);

        long Cost(Action question)
        {
            var before = Reads();
            question();
            return Reads() - before;
        }

        // Of this transaction alone: entries that indexes gave, and rows that were read without one.
        long Reads() => database.Number("""
            SELECT (SELECT sum(seq_tup_read) FROM pg_stat_xact_user_tables WHERE relid = 'client_1'::regclass)
              + (SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid)) FROM pg_index WHERE indrelid = 'client_1'::regclass)
            """);
    }
}
