using System.Diagnostics.Metrics;
using System.Text;
using Fleet.Host.Metrics;
using Prometheus;
using Xunit;

namespace Fleet.Host.Tests.Metrics;

public sealed class MeterBridgeTests : IDisposable
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly Meter _meter = new("Fleet.Example");
    private readonly Meter _stranger = new("Example");
    private readonly MeterBridge _bridge;

    public MeterBridgeTests() => _bridge = new MeterBridge(_registry);

    public void Dispose()
    {
        _bridge.Dispose();
        _meter.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task A_counter_keeps_its_name_and_adds_up_by_label()
    {
        var counter = _meter.CreateCounter<long>("fleet_things_total", description: "Things.");
        counter.Add(2, new KeyValuePair<string, object?>("result", "good"));
        counter.Add(3, new KeyValuePair<string, object?>("result", "good"));
        counter.Add(1, new KeyValuePair<string, object?>("result", "bad"));

        var text = await Text();
        Assert.Contains("# HELP fleet_things_total Things.\n# TYPE fleet_things_total counter\n", text);
        Assert.Contains("fleet_things_total{result=\"good\"} 5\n", text);
        Assert.Contains("fleet_things_total{result=\"bad\"} 1\n", text);
    }

    [Fact]
    public async Task Labels_may_come_in_any_order()
    {
        var counter = _meter.CreateCounter<int>("fleet_pairs_total");
        counter.Add(1, new("a", "1"), new KeyValuePair<string, object?>("b", "2"));
        counter.Add(1, new("b", "2"), new KeyValuePair<string, object?>("a", "1"));
        Assert.Contains("fleet_pairs_total{a=\"1\",b=\"2\"} 2\n", await Text());
    }

    [Fact]
    public async Task A_gauge_is_looked_at_when_it_is_asked_for()
    {
        var length = 1;
        _meter.CreateObservableGauge("fleet_queue", () => length);
        Assert.Contains("# TYPE fleet_queue gauge\nfleet_queue 1\n", await Text());
        length = 7;
        Assert.Contains("fleet_queue 7\n", await Text());
    }

    [Fact]
    public async Task What_a_gauge_does_not_tell_any_more_is_not_shown_any_more()
    {
        string[] groups = ["sales", "plant"];
        _meter.CreateObservableGauge("fleet_of", () => groups.Select((group, i) => new Measurement<int>(i, new KeyValuePair<string, object?>("group", group))));
        Assert.Contains("fleet_of{group=\"sales\"} 0\nfleet_of{group=\"plant\"} 1\n", await Text());
        groups = ["plant"];
        var text = await Text();
        Assert.Contains("fleet_of{group=\"plant\"} 0\n", text);
        // Hosts of other tests have groups of that name, too.
        Assert.DoesNotContain("fleet_of{group=\"sales\"}", text, StringComparison.Ordinal);
        groups = ["sales"];
        Assert.Contains("fleet_of{group=\"sales\"} 0\n", await Text());
    }

    [Fact]
    public async Task What_goes_up_and_down_is_a_gauge()
    {
        var open = _meter.CreateUpDownCounter<int>("fleet_open");
        open.Add(3);
        open.Add(-1);
        Assert.Contains("# TYPE fleet_open gauge\nfleet_open 2\n", await Text());
    }

    [Theory]
    [InlineData("s", 0.02, "0.032")]
    [InlineData(null, 700, "1024")]
    public async Task A_histogram_has_buckets_that_fit_its_unit(string? unit, double value, string bucket)
    {
        _meter.CreateHistogram<double>("fleet_sizes", unit).Record(value);
        var text = await Text();
        Assert.Contains("# TYPE fleet_sizes histogram\n", text);
        Assert.Contains($"fleet_sizes_bucket{{le=\"{bucket}\"}} 1\n", text);
        Assert.Contains("fleet_sizes_count 1\n", text);
    }

    [Fact]
    public async Task Advised_buckets_are_taken()
    {
        _meter.CreateHistogram("fleet_advised", advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [10, 20] }).Record(15);
        Assert.Contains("fleet_advised_bucket{le=\"10\"} 0\nfleet_advised_bucket{le=\"20\"} 1\nfleet_advised_bucket{le=\"+Inf\"} 1\n", await Text());
    }

    [Fact]
    public async Task Other_peoples_meters_are_left_alone()
    {
        _stranger.CreateCounter<int>("strange_total").Add(1);
        Assert.DoesNotContain("strange", await Text());
    }

    private async Task<string> Text()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
