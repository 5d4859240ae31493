using System.Diagnostics.Metrics;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadSide;

/// <summary>How far readers are behind, and how many clients there are: as it was seen last, and how long ago that was. Nothing is asked when somebody looks.</summary>
internal sealed class ReadModelMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.ReadModel");

    public ReadModelMetrics(ReadModelLook look)
    {
        _meter.CreateObservableGauge("fleet_projector_lag_rows", () => Of(look.LastLag?.Rows), description: "Journal rows that queries do not see yet.");
        _meter.CreateObservableGauge(
            "fleet_projector_lag_seconds", () => Of(look.LastLag?.Age.TotalSeconds), "s", "Age of the oldest journal row that queries do not see yet.");
        _meter.CreateObservableGauge("fleet_clients", () => Clients(look), description: "Clients by connection.");
        _meter.CreateObservableGauge(
            "fleet_journal_damaged_rows", () => Of(look.DamagedRows), description: "Rows of the journal that cannot be read, of those that the read model has come to: it leaves them out.");
        _meter.CreateObservableGauge(
            "fleet_read_model_seen_seconds", () => look.Age.TotalSeconds, "s", "How long ago the store answered last: how old the gauges of lag and clients are.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Clients(ReadModelLook look) => look.Counts is { } counts
        ? counts.ByConnection.Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>("connection", Words.Of(count.Key))))
        : [];

    private static IEnumerable<Measurement<T>> Of<T>(T? value) where T : struct => value is { } known ? [new Measurement<T>(known)] : [];
}
