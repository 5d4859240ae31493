using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class DurationsTests
{
    [Fact]
    public void Intervals_add_up_to_the_whole()
    {
        var measurements = new Measurements();
        for (var i = 1; i <= 50; i++)
            measurements.RecordLatency(TimeSpan.FromMilliseconds(i));
        Assert.Equal(25, measurements.CloseInterval().P50, tolerance: 0.1);
        for (var i = 51; i <= 100; i++)
            measurements.RecordLatency(TimeSpan.FromMilliseconds(i));
        Assert.Equal(75, measurements.CloseInterval().P50, tolerance: 0.1);
        Assert.Equal(Percentiles.None, measurements.CloseInterval());
        Assert.Equal(50, measurements.Latency.Percentiles.P50, tolerance: 0.1);
        Assert.Equal(100, measurements.Latency.Percentiles.Max, tolerance: 0.1);
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
}
