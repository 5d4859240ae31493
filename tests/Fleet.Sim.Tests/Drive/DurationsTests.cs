using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class DurationsTests
{
    private readonly Measurements _measurements = new();
    private readonly Standings _standings = new(clients: 1);
    private int _seconds;

    [Fact]
    public void Intervals_add_up_to_the_whole()
    {
        Record(1, 50);
        Assert.Equal(25, Close().P50, tolerance: 0.1);
        Record(51, 100);
        Assert.Equal(75, Close().P50, tolerance: 0.1);
        Assert.Equal(Percentiles.None, Close());
        Assert.Equal(50, _measurements.Latency.Percentiles.P50, tolerance: 0.1);
        Assert.Equal(100, _measurements.Latency.Percentiles.Max, tolerance: 0.1);
    }

    [Fact]
    public void A_long_run_has_as_many_intervals_as_a_short_one_and_they_cover_all_of_it()
    {
        for (var second = 0; second < 1000; second++)
        {
            Record(1, second == 700 ? 100 : 10);
            Close(offered: second + 1);
        }

        var intervals = _measurements.Intervals;
        Assert.InRange(intervals.Count, 80, 160);
        Assert.Equal(TimeSpan.Zero, intervals[0].From);
        Assert.Equal(TimeSpan.FromSeconds(1000), intervals[^1].To);
        Assert.Equal(intervals.Skip(1).Select(i => i.From), intervals.SkipLast(1).Select(i => i.To));
        Assert.Equal(1000, intervals.Sum(i => i.Offered));
        var slow = Assert.Single(intervals, i => i.Latency.Max > 50);
        Assert.InRange(700, slow.From.TotalSeconds, slow.To.TotalSeconds);
    }

    [Fact]
    public void What_was_due_before_the_measuring_began_is_not_measured()
    {
        Record(1, 50);
        Close();
        _measurements.BeginAt(TimeSpan.FromSeconds(1));
        _measurements.RecordLatency(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(3));
        _measurements.RecordLatency(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(7));
        Close();
        Assert.Equal(7, _measurements.Latency.Percentiles.Max, tolerance: 0.1);
    }

    [Fact]
    public void What_is_out_of_range_counts_at_its_edge()
    {
        var durations = new Durations();
        durations.Record(TimeSpan.FromDays(2));
        durations.Record(TimeSpan.FromSeconds(-1));
        Assert.Equal(3_600_000, durations.Percentiles.Max, tolerance: 4_000);
        Assert.Equal(0, durations.Percentiles.P50, tolerance: 0.001);
    }

    private void Record(int from, int to)
    {
        for (var i = from; i <= to; i++)
            _measurements.RecordLatency(TimeSpan.FromSeconds(_seconds), TimeSpan.FromMilliseconds(i));
    }

    private Percentiles Close(long offered = 0) =>
        _measurements.CloseInterval(TimeSpan.FromSeconds(++_seconds), new Tally { Offered = offered }, _standings);
}
