using System.Diagnostics.Metrics;
using Prometheus;

namespace Fleet.Host.Metrics;

/// <summary>Shows the instruments of the meters named <c>Fleet.*</c> to Prometheus, under their own names.</summary>
/// <remarks>
/// The adapter that comes with prometheus-net puts the meter's name before the instrument's, shows counters as gauges and
/// drops what has not changed for some minutes.
/// </remarks>
internal sealed class MeterBridge : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly IMetricFactory _factory;

    public MeterBridge(CollectorRegistry registry)
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Fleet.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument, Sink.Of(instrument, _factory));
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, sink) => ((Sink)sink!).Take(value, tags));
        registry.AddBeforeCollectCallback(_listener.RecordObservableInstruments);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
