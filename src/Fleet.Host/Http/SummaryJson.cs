using Fleet.Actors.ReadModel.Queries;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>How many clients there are of what. Connections and conditions are all there; of icons and groups only those that somebody has.</summary>
internal sealed record SummaryJson(
    long Offset,
    DateTimeOffset? At,
    long Total,
    IReadOnlyDictionary<string, long> ByConnection,
    IReadOnlyDictionary<string, long> ByIcon,
    IReadOnlyDictionary<string, long> ByCondition,
    IReadOnlyDictionary<string, long> ByGroup)
{
    public static SummaryJson Of(FleetSummary summary) => new(
        summary.Offset,
        summary.At,
        summary.Total,
        All(summary.ByConnection),
        summary.ByIcon.OrderBy(count => count.Key.Number).ToDictionary(count => count.Key.Name, count => count.Value),
        All(summary.ByCondition),
        summary.ByGroup.OrderBy(count => count.Key.Value, StringComparer.Ordinal).ToDictionary(count => count.Key.Value, count => count.Value));

    private static Dictionary<string, long> All<T>(IReadOnlyDictionary<T, long> counts) where T : struct, Enum => Words.All<T>()
        .ToDictionary(word => word, word => Words.TryParse<T>(word, out var value) ? counts.GetValueOrDefault(value) : 0);
}
