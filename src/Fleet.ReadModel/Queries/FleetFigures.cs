using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Counts for who draws them over time: of the fleet, and of its largest groups one by one.</summary>
/// <param name="Fleet">Of all.</param>
/// <param name="Largest">The largest groups, the largest one first.</param>
/// <param name="Others">The clients of all other groups together; null: there are no others.</param>
/// <param name="OtherGroups">How many groups those are.</param>
public sealed record FleetFigures(FleetSummary Fleet, IReadOnlyList<GroupFigures> Largest, GroupFigures? Others, int OtherGroups)
{
    /// <summary>What the others are called together. A group of that name is one of them, however large it is.</summary>
    public const string Other = "other";

    /// <summary>Takes them.</summary>
    /// <param name="snapshot">Where from.</param>
    /// <param name="groups">How many groups are counted one by one.</param>
    internal static FleetFigures Of(IReadSnapshot snapshot, int groups)
    {
        var fleet = Summaries.Now(snapshot, []);
        var ranked = fleet.ByGroup.Where(group => group.Key.Value != Other)
            .OrderByDescending(group => group.Value).ThenBy(group => group.Key.Value, StringComparer.Ordinal).Take(groups);
        GroupFigures[] largest = [.. ranked.Select(group => new GroupFigures(group.Key.Value, group.Value, ConditionsOf(snapshot, group.Key.Value)))];
        var others = fleet.ByGroup.Count - largest.Length;
        return new FleetFigures(fleet, largest, others == 0 ? null : Rest(fleet, largest), others);
    }

    private static Dictionary<Conditions, long> ConditionsOf(IReadSnapshot snapshot, string group)
    {
        var fold = new SummaryFold();
        foreach (var (cell, clients) in snapshot.Counts(CellKind.Group, group))
            fold.AddFacet(cell.Facet, clients);
        return fold.At(snapshot.Offset, at: null).ByCondition.ToDictionary();
    }

    private static GroupFigures Rest(FleetSummary fleet, GroupFigures[] largest) => new(
        Other,
        fleet.Total - largest.Sum(group => group.Clients),
        fleet.ByCondition.ToDictionary(count => count.Key, count => count.Value - largest.Sum(group => group.ByCondition[count.Key])));
}

/// <summary>The clients of a group.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Clients">How many there are.</param>
/// <param name="ByCondition">A client with several conditions counts for each.</param>
public sealed record GroupFigures(string Group, long Clients, IReadOnlyDictionary<Conditions, long> ByCondition);
