using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Prometheus;

namespace Fleet.Host.Metrics;

/// <summary>Shows the instruments of the meters named <c>Fleet.*</c> to Prometheus, under their own names.</summary>
/// <remarks>
/// The adapter that comes with prometheus-net puts the meter's name before the instrument's, shows counters as gauges and
/// drops what has not changed for some minutes.
/// </remarks>
internal sealed class MeterBridge : IDisposable
{
    private readonly MeterListener _listener = new();
    /// <summary>By name: several instruments may have the same one, and what one of them tells is not for another to forget.</summary>
    private readonly ConcurrentDictionary<string, Sink> _sinks = new();

    /// <summary>Listens until it is disposed of.</summary>
    public MeterBridge(CollectorRegistry registry)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Fleet.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument, _sinks.GetOrAdd(instrument.Name, _ => Sink.Of(instrument, factory)));
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        _listener.Start();
        registry.AddBeforeCollectCallback(Look);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>What an instrument has told before and does not tell any more is gone: a group that is not one of the largest now, say.</summary>
    private void Look()
    {
        lock (_sinks)
        {
            _listener.RecordObservableInstruments();
            foreach (var sink in _sinks.Values)
                sink.ForgetTheRest();
        }
    }
}
