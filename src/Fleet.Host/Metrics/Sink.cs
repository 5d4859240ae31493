using System.Diagnostics.Metrics;
using Prometheus;

namespace Fleet.Host.Metrics;

/// <summary>Where the measurements of one instrument go.</summary>
/// <remarks>The names of an instrument's tags are those of its first measurement: Prometheus wants them the same in all.</remarks>
internal sealed class Sink(string instrument, Func<string[], (Action<double, string[]> Take, Action ForgetTheRest)> create)
{
    private readonly Lock _gate = new();
    private Metric? _metric;

    /// <exception cref="NotSupportedException">The instrument is of a kind that is not known here.</exception>
    public static Sink Of(Instrument instrument, IMetricFactory factory)
    {
        var (name, help) = (instrument.Name, instrument.Description ?? "");
        return instrument.GetType().Name.Split('`')[0] switch
        {
            "Counter" => new Sink(name, labels => { var metric = factory.CreateCounter(name, help, labels); return ((value, of) => metric.WithLabels(of).Inc(value), Nothing); }),
            "ObservableCounter" => new Sink(name, labels => { var metric = factory.CreateCounter(name, help, labels); return ((value, of) => metric.WithLabels(of).IncTo(value), Nothing); }),
            "UpDownCounter" => new Sink(name, labels => { var metric = factory.CreateGauge(name, help, labels); return ((value, of) => metric.WithLabels(of).Inc(value), Nothing); }),
            "Gauge" => new Sink(name, labels => { var metric = factory.CreateGauge(name, help, labels); return ((value, of) => metric.WithLabels(of).Set(value), Nothing); }),
            "ObservableGauge" or "ObservableUpDownCounter" => new Sink(name, labels => Looked(factory.CreateGauge(name, help, labels))),
            "Histogram" => new Sink(name, labels => { var metric = factory.CreateHistogram(name, help, labels, Buckets(instrument)); return ((value, of) => metric.WithLabels(of).Observe(value), Nothing); }),
            var kind => throw new NotSupportedException($"{name} is a {kind}, which has no counterpart in Prometheus."),
        };
    }

    /// <exception cref="ArgumentException">There is a tag that the first measurement did not have.</exception>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var metric = _metric ?? Create(tags);
        var values = new string[metric.Names.Length];
        foreach (var (name, of) in tags)
        {
            var at = Array.IndexOf(metric.Names, name);
            if (at < 0)
                throw new ArgumentException($"{instrument} is measured with the tag {name}, and was not at first.", nameof(tags));
            values[at] = of?.ToString() ?? "";
        }

        metric.Take(value, values);
    }

    /// <summary>Ends a look at an instrument that is asked: what it told in the look before and not in this one is not shown any more.</summary>
    public void ForgetTheRest() => _metric?.ForgetTheRest();

    private static (Action<double, string[]> Take, Action ForgetTheRest) Looked(Gauge gauge)
    {
        var told = new HashSet<string>();
        return (Take, ForgetTheRest);

        void Take(double value, string[] of)
        {
            told.Add(Key(of));
            gauge.WithLabels(of).Set(value);
        }

        void ForgetTheRest()
        {
            foreach (var of in gauge.GetAllLabelValues().Where(of => !told.Contains(Key(of))))
                gauge.RemoveLabelled(of);
            told.Clear();
        }

        static string Key(string[] of) => string.Join('\n', of);
    }

    private static void Nothing()
    {
    }

    private Metric Create(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (_metric is null)
            {
                var names = new string[tags.Length];
                for (var i = 0; i < tags.Length; i++)
                    names[i] = tags[i].Key;
                var (take, forget) = create(names);
                _metric = new Metric(names, take, forget);
            }

            return _metric;
        }
    }

    /// <summary>The boundaries that the instrument advises; else for seconds half a millisecond to half a minute, for counts 1 to 65,536.</summary>
    private static HistogramConfiguration Buckets(Instrument instrument) => new()
    {
        Buckets = instrument switch
        {
            Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
            Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
            Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
            { Unit: "s" } => Prometheus.Histogram.ExponentialBuckets(0.0005, 2, 17),
            _ => Prometheus.Histogram.ExponentialBuckets(1, 2, 17),
        },
    };

    private sealed record Metric(string[] Names, Action<double, string[]> Take, Action ForgetTheRest);
}
