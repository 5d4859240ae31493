using Fleet.Journal.Postgres;
using Fleet.Journal.Sql;
using Fleet.Journal.Sqlite;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>What a recovery costs does not grow with the journal: the plan of its query says so.</summary>
public sealed class RecoveryPlanTests
{
    [Fact]
    public void SQLite_goes_down_the_index_and_scans_nothing()
    {
        using var journal = new JournalFixture(StoreKind.Sqlite);
        journal.Read("pc-1");
        using var database = journal.Place.Open();
        using var plan = database.Prepare("EXPLAIN QUERY PLAN " + SqliteReader.LastRows.Replace("?1", "'[]'"));
        var steps = Steps(plan, column: 3);
        Assert.Contains(steps, step => step.StartsWith("SEARCH j USING INDEX", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("wanted", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task PostgreSQL_goes_down_the_index_and_scans_nothing()
    {
        using var journal = new JournalFixture(StoreKind.Postgres);
        await Task.WhenAll(Enumerable.Range(1, 2_000).Select(n => journal.Write(Rows.Write($"pc-{n % 100}", n))));
        using var database = journal.Place.Open();
        database.Run("ANALYZE journal");
        using var plan = database.Prepare("EXPLAIN " + PostgresReader.LastRows.Replace("$1", "ARRAY['pc-1', 'pc-2']"));
        var steps = Steps(plan, column: 0);
        Assert.Contains(steps, step => step.Contains($"Index Scan Backward using {PostgresSchema.OneNumberOnce}"));
        Assert.DoesNotContain(steps, step => step.Contains("Seq Scan"));
    }

    private static List<string> Steps(ISqlStatement plan, int column)
    {
        var steps = new List<string>();
        while (plan.Step())
            steps.Add(plan.Text(column));
        return steps;
    }
}
