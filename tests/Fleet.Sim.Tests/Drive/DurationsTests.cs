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
    public void There_is_a_row_a_second_however_often_it_is_looked_and_none_drifts()
    {
        for (var look = 1; look <= 40; look++)
            Look(TimeSpan.FromMilliseconds((250 * look) + (look % 3)), offered: look);
        var rows = _measurements.Intervals;
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.To - row.From, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1)));
        Assert.All(rows, row => Assert.Equal(4, row.Offered));
    }

    [Fact]
    public void A_run_of_hours_has_longer_rows_that_cover_all_of_it_and_a_chart_as_few_as_it_wants()
    {
        const int Length = 7_400;
        for (var second = 0; second < Length; second++)
        {
            if (second == 6_000)
                Record(100, 100);
            Close(offered: second + 1);
        }

        var rows = _measurements.Intervals;
        Assert.InRange(rows.Count, 3_600, 20_000);
        Assert.All(rows.Take(3_600), row => Assert.Equal(TimeSpan.FromSeconds(1), row.To - row.From));
        AssertCovers(rows);
        var thin = DriveInterval.Thin(rows, 160);
        Assert.InRange(thin.Count, 80, 160);
        AssertCovers(thin);

        static void AssertCovers(IReadOnlyList<DriveInterval> run)
        {
            Assert.Equal(TimeSpan.Zero, run[0].From);
            Assert.Equal(TimeSpan.FromSeconds(Length), run[^1].To);
            Assert.Equal(run.Skip(1).Select(i => i.From), run.SkipLast(1).Select(i => i.To));
            Assert.Equal(Length, run.Sum(i => i.Offered));
            var slow = Assert.Single(run, i => i.Latency.Percentiles.Max > 50);
            Assert.InRange(6_000, slow.From.TotalSeconds, slow.To.TotalSeconds);
        }
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

    private Percentiles Close(long offered = 0) => Look(TimeSpan.FromSeconds(++_seconds), offered);

    private Percentiles Look(TimeSpan at, long offered) => _measurements.CloseInterval(at, new Tally { Offered = offered }, _standings);
}
