using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Past;

/// <summary>How the counts went.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Points">The counts at some moments, in order.</param>
public sealed record Trend(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TrendPoint> Points);

/// <summary>How the counts went, as it is shown.</summary>
/// <param name="Trend">The counts.</param>
/// <param name="HasConditions">Each condition has a drawing of its own.</param>
/// <param name="Marks">Moments that are looked at.</param>
public sealed record TrendModel(Trend Trend, bool HasConditions, IReadOnlyList<DateTimeOffset> Marks);

/// <summary>The counts at a moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Total">All clients.</param>
/// <param name="ByConnection">Each client once.</param>
/// <param name="ByCondition">A client with several conditions counts for each.</param>
public sealed record TrendPoint(
    DateTimeOffset At, long Total, IReadOnlyDictionary<Connection, long> ByConnection, IReadOnlyDictionary<Conditions, long> ByCondition)
{
    /// <summary>Of an answer.</summary>
    public static TrendPoint Of(DateTimeOffset at, FleetSummary counts) => new(at, counts.Total, counts.ByConnection, counts.ByCondition);
}
