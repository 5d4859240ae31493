using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>How many clients there are of what. Without those that were forgotten, uninstalled or moved; without what there is none of.</summary>
/// <param name="Offset">The journal row up to which this is true.</param>
/// <param name="At">The moment asked for, else when that row was written; null: the journal is empty.</param>
/// <param name="Total">All.</param>
/// <param name="ByConnection">Each client once.</param>
/// <param name="ByIcon">Each client once.</param>
/// <param name="ByCondition">A client with several conditions counts for each.</param>
/// <param name="ByGroup">Each client once.</param>
public sealed record FleetSummary(
    long Offset,
    DateTimeOffset? At,
    long Total,
    IReadOnlyDictionary<Connection, long> ByConnection,
    IReadOnlyDictionary<Icon, long> ByIcon,
    IReadOnlyDictionary<Conditions, long> ByCondition,
    IReadOnlyDictionary<GroupName, long> ByGroup);
