using System.Diagnostics.Metrics;
using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel;

/// <summary>How far readers are behind, and how many clients there are. Read when somebody looks; what cannot be read then is left out.</summary>
internal sealed class ReadModelMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.ReadModel");

    public ReadModelMetrics(FleetQueries queries, TimeProvider time)
    {
        _meter.CreateObservableGauge(
            "fleet_projector_lag_rows", () => Of<long>(() => [new Measurement<long>(queries.Lag(time.GetUtcNow()).Rows)]),
            description: "Journal rows that queries do not see yet.");
        _meter.CreateObservableGauge(
            "fleet_projector_lag_seconds", () => Of<double>(() => [new Measurement<double>(queries.Lag(time.GetUtcNow()).Age.TotalSeconds)]), "s",
            "Age of the oldest journal row that queries do not see yet.");
        _meter.CreateObservableGauge("fleet_clients", () => Of(() => Clients(queries)), description: "Clients by connection.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Clients(FleetQueries queries)
    {
        var counts = queries.Summary([]).ByConnection;
        return Enum.GetValues<Connection>().Select(connection => new Measurement<long>(
            counts.GetValueOrDefault(connection), new KeyValuePair<string, object?>("connection", Words.Of(connection))));
    }

    private static IEnumerable<Measurement<T>> Of<T>(Func<IEnumerable<Measurement<T>>> measure) where T : struct
    {
        try
        {
            return measure();
        }
        catch (Exception e) when (e is QueryException or ObjectDisposedException || StoreOutage.Is(e))
        {
            return [];
        }
    }
}
