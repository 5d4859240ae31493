using System.Diagnostics.Metrics;

namespace Fleet.Actors.IconFeed;

/// <summary>The feed's instruments.</summary>
internal sealed class FeedMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Feed");
    private readonly Counter<long> _fellBehind;

    /// <param name="readers">How many there are.</param>
    public FeedMetrics(Func<int> readers)
    {
        _meter.CreateObservableGauge("fleet_feed_readers", readers, description: "Open streams of icon changes.");
        _fellBehind = _meter.CreateCounter<long>("fleet_feed_fell_behind_total", description: "Times a reader did not keep up and was sent back to read the journal.");
    }

    public void FellBehind() => _fellBehind.Add(1);

    public void Dispose() => _meter.Dispose();
}
