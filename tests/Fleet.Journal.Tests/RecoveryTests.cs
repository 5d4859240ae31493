using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

public abstract class RecoveryTests(StoreKind kind) : IDisposable
{
    private readonly JournalFixture _journal = new(kind);

    public void Dispose()
    {
        _journal.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_client_with_a_thousand_rows_recovers_by_reading_one()
    {
        await Task.WhenAll(Enumerable.Range(1, 1_000).Select(n => _journal.Write(Rows.Write("pc-1", n))));
        Assert.Equal(1_000, _journal.Read("pc-1")!.SequenceNr);
        Assert.Equal(1, _journal.Store.RowsRead);
    }

    [Fact]
    public async Task Recoveries_that_wait_are_answered_by_one_query_each_with_its_own_row()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => _journal.Write(Rows.Write($"pc-{n}", 1))));
        _journal.Store.Close();
        var first = _journal.Engine.ReadLast("pc-0");
        var answers = Enumerable.Range(0, 300).Select(n => _journal.Engine.ReadLast($"pc-{n}")).ToList();
        _journal.Store.Open();
        await first;
        var rows = await Task.WhenAll(answers);
        Assert.All(Enumerable.Range(0, 200), n => Assert.Equal($"pc-{n}", rows[n]!.PersistenceId));
        Assert.All(Enumerable.Range(200, 100), n => Assert.Null(rows[n]));
        Assert.InRange(_journal.Store.Queries.Count, 1, 3);
    }

    [Fact]
    public async Task A_read_waits_for_that_clients_write_in_flight_and_for_no_other()
    {
        _journal.Store.Close();
        var write = _journal.Write(Rows.Write("pc-1", 1));
        var own = _journal.Engine.ReadLast("pc-1");
        Assert.False(own.IsCompleted);
        _journal.Store.Open();
        await write;
        Assert.Equal(1, (await own)!.SequenceNr);
    }

    [Fact]
    public async Task A_read_that_fails_for_one_client_fails_for_that_one_alone()
    {
        await _journal.Write(Rows.Write("pc-1", 1));
        _journal.Store.BeforeRead = ids => ids.Contains("pc-2") ? new FaultyStore.DamagedPageException() : null;
        _journal.Store.Close();
        var others = Enumerable.Range(0, 5).Select(_ => _journal.Engine.ReadLast("pc-1")).ToList();
        var damaged = _journal.Engine.ReadLast("pc-2");
        _journal.Store.Open();
        await Assert.ThrowsAsync<FaultyStore.DamagedPageException>(() => damaged);
        Assert.All(await Task.WhenAll(others), row => Assert.Equal(1, row!.SequenceNr));
    }

    [Fact]
    public async Task A_store_that_is_away_is_not_asked_for_one_client_after_the_other()
    {
        _journal.Store.BeforeRead = _ => new IOException("away");
        _journal.Store.Close();
        var reads = Enumerable.Range(0, 500).Select(n => _journal.Engine.ReadLast($"pc-{n}")).ToList();
        _journal.Store.Open();
        foreach (var read in reads)
            await Assert.ThrowsAsync<IOException>(() => read);
        Assert.InRange(_journal.Store.Queries.Count, 1, 2);
    }

    [Theory]
    [InlineData("it's \"quoted\"")]
    [InlineData("日本-ü-\\")]
    [InlineData("a,b],[")]
    public async Task Odd_names_find_their_own_row(string id)
    {
        await _journal.Write(Rows.Write(id, 1));
        Assert.Equal(id, _journal.Read(id)!.PersistenceId);
    }
}

public sealed class RecoveryTestsOnSqlite() : RecoveryTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class RecoveryTestsOnPostgres() : RecoveryTests(StoreKind.Postgres);
