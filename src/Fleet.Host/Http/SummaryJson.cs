using Fleet.ReadModel.Queries;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>How many clients there are of what. Connections and conditions are all there; of icons and groups only those that somebody has.</summary>
/// <param name="Offset">Of the journal: the counts are true there.</param>
/// <param name="At">The moment asked for, else when that offset was written; null: nothing ever happened.</param>
/// <param name="Total">All clients but those that were forgotten, uninstalled or moved.</param>
/// <param name="ByConnection">Each client once.</param>
/// <param name="ByIcon">Each client once.</param>
/// <param name="ByCondition">A client with several conditions counts for each.</param>
/// <param name="ByGroup">Each client once.</param>
internal sealed record SummaryJson(
    long Offset,
    DateTimeOffset? At,
    long Total,
    IReadOnlyDictionary<Connection, long> ByConnection,
    IReadOnlyDictionary<Icon, long> ByIcon,
    IReadOnlyDictionary<Conditions, long> ByCondition,
    IReadOnlyDictionary<GroupName, long> ByGroup)
{
    public static SummaryJson Of(FleetSummary summary) => new(
        summary.Offset,
        summary.At,
        summary.Total,
        Enum.GetValues<Connection>().ToDictionary(connection => connection, summary.ByConnection.GetValueOrDefault),
        summary.ByIcon.OrderBy(count => count.Key.Number).ToDictionary(),
        Words.Each(~Conditions.None).ToDictionary(condition => condition, summary.ByCondition.GetValueOrDefault),
        summary.ByGroup.OrderBy(count => count.Key.Value, StringComparer.Ordinal).ToDictionary());
}
