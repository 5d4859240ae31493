using System.Diagnostics.Metrics;
using Prometheus;

namespace Fleet.Host.Metrics;

/// <summary>Where the measurements of one instrument go.</summary>
/// <remarks>The names of an instrument's tags are those of its first measurement: Prometheus wants them the same in all.</remarks>
internal sealed class Sink(Func<string[], Action<double, string[]>> create)
{
    private readonly Lock _gate = new();
    private string[] _names = [];
    private Action<double, string[]>? _take;

    /// <exception cref="NotSupportedException">The instrument is of a kind that is not known here.</exception>
    public static Sink Of(Instrument instrument, IMetricFactory factory)
    {
        var (name, help) = (instrument.Name, instrument.Description ?? "");
        return instrument.GetType().Name.Split('`')[0] switch
        {
            "Counter" => new Sink(labels => { var metric = factory.CreateCounter(name, help, labels); return (value, of) => metric.WithLabels(of).Inc(value); }),
            "ObservableCounter" => new Sink(labels => { var metric = factory.CreateCounter(name, help, labels); return (value, of) => metric.WithLabels(of).IncTo(value); }),
            "UpDownCounter" => new Sink(labels => { var metric = factory.CreateGauge(name, help, labels); return (value, of) => metric.WithLabels(of).Inc(value); }),
            "Gauge" or "ObservableGauge" or "ObservableUpDownCounter" =>
                new Sink(labels => { var metric = factory.CreateGauge(name, help, labels); return (value, of) => metric.WithLabels(of).Set(value); }),
            "Histogram" => new Sink(labels => { var metric = factory.CreateHistogram(name, help, labels, Buckets(instrument)); return (value, of) => metric.WithLabels(of).Observe(value); }),
            var kind => throw new NotSupportedException($"{name} is a {kind}, which has no counterpart in Prometheus."),
        };
    }

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_take is not { } take)
            take = Create(tags);
        var values = new string[_names.Length];
        foreach (var (name, of) in tags)
            values[Array.IndexOf(_names, name)] = of?.ToString() ?? "";
        take(value, values);
    }

    private Action<double, string[]> Create(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (_take is null)
            {
                _names = new string[tags.Length];
                for (var i = 0; i < tags.Length; i++)
                    _names[i] = tags[i].Key;
                _take = create(_names);
            }

            return _take;
        }
    }

    /// <summary>The boundaries that the instrument advises; else those for seconds, from half a millisecond to half a minute.</summary>
    private static HistogramConfiguration Buckets(Instrument instrument) => new()
    {
        Buckets = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
            _ => Prometheus.Histogram.ExponentialBuckets(0.0005, 2, 17),
        },
    };
}
