using Fleet.Actors.Pauses;
using Xunit;

namespace Fleet.Actors.Tests.Pauses;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly Backoff _backoff = new(First, Longest);

    [Fact]
    public void Pauses_double_up_to_the_bound_however_often_it_is_tried()
    {
        var pauses = Enumerable.Range(0, 1_000).Select(_ => _backoff.Next(1)).ToList();
        Assert.Equal([1, 2, 4, 8, 10, 10], pauses.Take(6).Select(pause => pause.TotalSeconds));
        Assert.All(pauses.Skip(4), pause => Assert.Equal(Longest, pause));
    }

    [Fact]
    public void Half_of_a_pause_is_chance()
    {
        Assert.Equal(First / 2, _backoff.Next(0));
        Assert.Equal(First * 1.5, _backoff.Next(0.5));
    }

    [Fact]
    public void After_a_success_the_pause_is_short_again()
    {
        for (var i = 0; i < 10; i++)
            _backoff.Next(1);
        _backoff.Reset();
        Assert.Equal(First, _backoff.Next(1));
    }
}
