using Fleet.Actors.Gates;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Gates;

/// <summary>Who gets in, in which order, and how many at a time.</summary>
public sealed class GateTests
{
    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(500);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly List<string> _came = [];
    private readonly GatePlaces _places;
    private readonly Gate _gate;
    private bool _isShut;

    public GateTests()
    {
        _places = new GatePlaces(least: 10, most: 400, Target, _time);
        _gate = new Gate(_places, _time, () => _isShut);
    }

    [Fact]
    public void Who_finds_no_place_waits_and_those_who_wait_come_in_their_order()
    {
        Fill();
        Turn a = Turn("a"), b = Turn("b");
        Assert.False(_gate.Enter(a));
        Assert.False(_gate.Enter(b));
        Assert.Empty(_came);
        _gate.Exit(TimeSpan.Zero);
        Assert.Equal(["a"], _came);
        _gate.Exit(TimeSpan.Zero);
        Assert.Equal(["a", "b"], _came);
    }

    [Fact]
    public void Nobody_overtakes_who_waits()
    {
        Fill();
        Turn a = Turn("a"), b = Turn("b");
        Assert.False(_gate.Enter(a));
        _gate.Exit(TimeSpan.Zero);
        Assert.False(_gate.Enter(b));
        Assert.True(_gate.Take(a));
        Assert.False(_gate.Take(b));
    }

    [Fact]
    public void One_who_stands_in_the_queue_stands_there_once()
    {
        Fill();
        var a = Turn("a");
        Assert.False(_gate.Enter(a));
        Assert.False(_gate.Enter(a));
        Assert.Equal(1, _gate.Waiting);
    }

    [Fact]
    public void A_place_that_is_kept_for_one_who_leaves_is_the_next_ones()
    {
        Fill();
        Turn a = Turn("a"), b = Turn("b");
        Assert.False(_gate.Enter(a));
        Assert.False(_gate.Enter(b));
        _gate.Exit(TimeSpan.Zero);
        _gate.Leave(a);
        Assert.Equal(["a", "b"], _came);
        Assert.False(_gate.Take(a));
        Assert.True(_gate.Take(b));
        Assert.Equal(_places.Count, _gate.Inside);
    }

    [Fact]
    public void The_first_in_the_queue_tells_how_long_it_has_waited()
    {
        Fill();
        Turn a = Turn("a"), b = Turn("b");
        Assert.False(_gate.Enter(a));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(_gate.Enter(b));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(3), _gate.LongestWait);
        _gate.GiveUp();
        Assert.Equal(TimeSpan.FromSeconds(1), _gate.LongestWait);
        _gate.Leave(b);
        Assert.Equal(TimeSpan.Zero, _gate.LongestWait);
    }

    [Fact]
    public void Who_leaves_the_queue_is_not_let_in()
    {
        Fill();
        var a = Turn("a");
        Assert.False(_gate.Enter(a));
        _gate.Leave(a);
        _gate.GiveUp();
        Assert.Empty(_came);
        Assert.Equal(_places.Count - 1, _gate.Inside);
    }

    [Fact]
    public void A_gate_that_is_shut_lets_nobody_in_until_it_is_opened()
    {
        _isShut = true;
        var a = Turn("a");
        Assert.False(_gate.Enter(a));
        _isShut = false;
        _gate.Reopen();
        Assert.Equal(["a"], _came);
    }

    [Fact]
    public void Where_they_take_too_long_there_are_fewer_places_but_never_fewer_than_the_least()
    {
        for (var i = 0; i < 40; i++)
            PassAll(Target * 2);
        Assert.Equal(10, _places.Count);
    }

    [Fact]
    public void Where_places_lack_and_nobody_takes_long_there_are_more_but_never_more_than_the_most()
    {
        var before = _places.Count;
        PassAll(Target / 10);
        Assert.InRange(_places.Count, before + 1, 400);
        for (var i = 0; i < 40; i++)
            PassAll(Target / 10);
        Assert.Equal(400, _places.Count);
    }

    [Fact]
    public void One_that_takes_long_among_many_that_do_not_changes_nothing()
    {
        var before = _places.Count;
        Fill();
        _gate.Exit(Target * 20);
        for (var i = 1; i < before; i++)
            _gate.Exit(TimeSpan.FromMilliseconds(10));
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.True(_gate.Enter(Turn("a")));
        _gate.Exit(TimeSpan.Zero);
        Assert.InRange(_places.Count, before, 400);
    }

    [Fact]
    public void The_pace_is_what_passes_where_places_lack()
    {
        for (var i = 0; i < 40; i++)
        {
            Fill();
            _gate.Enter(Turn("waits"));
            for (var n = 0; n < 50; n++)
                _gate.Exit(TimeSpan.Zero);
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.InRange(_gate.Pace, 80, 120);
    }

    private Turn Turn(string name) => new(() => _came.Add(name));

    private void Fill()
    {
        while (_gate.Inside < _places.Count)
            Assert.True(_gate.Enter(Turn("inside")));
    }

    private void PassAll(TimeSpan took)
    {
        Fill();
        var last = Turn("last");
        Assert.False(_gate.Enter(last));
        _time.Advance(TimeSpan.FromMilliseconds(300));
        _gate.Leave(last);
        while (_gate.Inside > 0)
            _gate.Exit(took);
    }
}
