using Fleet.Journal.Positions;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests.Positions;

/// <summary>Where readers of the journal are, in both stores.</summary>
public abstract class ReaderPositionsTests(StoreKind kind) : IDisposable
{
    private readonly TestStore _store = new(kind);

    public void Dispose()
    {
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_position_is_kept_and_moves_only_from_where_it_is()
    {
        using (var positions = Open())
        {
            Assert.Null(positions.Of("a"));
            Assert.True(positions.Move("a", null, 7));
            Assert.False(positions.Move("a", null, 9));
            Assert.True(positions.Move("a", 7, 1L << 40));
            Assert.False(positions.Move("a", 7, 9));
            Assert.True(positions.Move("b", null, 0));
        }

        using var another = Open();
        Assert.Equal((1L << 40, 0L), (another.Of("a"), another.Of("b")));
        Assert.True(another.Move("a", 1L << 40, 3));
        Assert.Equal(3, another.Of("a"));
    }

    [Fact]
    public void Of_two_that_move_it_one_is_told_that_it_was_too_late()
    {
        using var one = Open();
        using var other = Open();
        one.Move("a", null, 1);
        var moved = Enumerable.Range(0, 20).AsParallel().WithDegreeOfParallelism(4).Count(number => (number % 2 == 0 ? one : other).Move("a", 1, 2));
        Assert.Equal((1, 2L), (moved, one.Of("a")));
    }

    private ReaderPositions Open()
    {
        var settings = JournalSystem.Settings(_store);
        return new ReaderPositions(() => settings.Store.OpenBeside("test"));
    }
}

public sealed class ReaderPositionsTestsOnSqlite() : ReaderPositionsTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ReaderPositionsTestsOnPostgres() : ReaderPositionsTests(StoreKind.Postgres);
