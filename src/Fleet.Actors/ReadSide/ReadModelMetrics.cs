using System.Diagnostics.Metrics;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;

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
            "fleet_clients_with_condition", () => OfConditions(look.Counts?.Fleet.ByCondition ?? Nothing), description: "Clients by condition; one with several counts for each.");
        _meter.CreateObservableGauge("fleet_group_clients", () => Groups(look).Select(group => Of(group.Clients, GroupOf(group))), description: "Clients by group: of the largest groups, and of the others together.");
        _meter.CreateObservableGauge(
            "fleet_group_clients_with_condition", () => Groups(look).SelectMany(group => OfConditions(group.ByCondition, GroupOf(group))), description: "The same clients by condition.");
        _meter.CreateObservableGauge("fleet_groups_in_other", () => Of<long>(look.Counts?.OtherGroups), description: "Groups whose clients are counted together, as other.");
        _meter.CreateObservableGauge(
            "fleet_journal_damaged_rows", () => Of(look.DamagedRows), description: "Rows of the journal that cannot be read, of those that the read model has come to: it leaves them out.");
        _meter.CreateObservableGauge(
            "fleet_read_model_seen_seconds", () => look.Age.TotalSeconds, "s", "How long ago the store answered last: how old the gauges of lag and clients are.");
    }

    public void Dispose() => _meter.Dispose();

    private static Dictionary<Conditions, long> Nothing { get; } = [];

    private static IEnumerable<GroupFigures> Groups(ReadModelLook look) => look.Counts is not { } counts ? [] : counts.Others is { } others ? counts.Largest.Append(others) : counts.Largest;

    private static KeyValuePair<string, object?> GroupOf(GroupFigures group) => new("group", group.Group);

    private static IEnumerable<Measurement<long>> OfConditions(IReadOnlyDictionary<Conditions, long> counts, params KeyValuePair<string, object?>[] of) =>
        counts.Select(count => Of(count.Value, [.. of, new("condition", Words.Of(count.Key))]));

    private static Measurement<long> Of(long value, params KeyValuePair<string, object?>[] of) => new(value, of);

    private static IEnumerable<Measurement<long>> Clients(ReadModelLook look) => look.Counts is { Fleet: var counts }
        ? counts.ByConnection.Select(count => new Measurement<long>(count.Value, new KeyValuePair<string, object?>("connection", Words.Of(count.Key))))
        : [];

    private static IEnumerable<Measurement<T>> Of<T>(T? value) where T : struct => value is { } known ? [new Measurement<T>(known)] : [];
}
