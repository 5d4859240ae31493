using System.Runtime.InteropServices;
using Fleet.ReadModel.Model;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>Sums counted cells up.</summary>
internal sealed class SummaryFold
{
    private static readonly Conditions[] EachCondition = [.. Enum.GetValues<Conditions>().Where(condition => condition != Conditions.None)];

    private readonly Dictionary<Connection, long> _connections = [];
    private readonly Dictionary<Icon, long> _icons = [];
    private readonly Dictionary<Conditions, long> _conditions = [];
    private readonly Dictionary<GroupName, long> _groups = [];
    private readonly Dictionary<ActionOwner, long> _owners = [];
    private long _total;
    private long _needing;

    /// <summary>Adds a cell of facets, of the fleet or of one group.</summary>
    public void AddFacet(int number, long clients)
    {
        var facet = Facet.All[number];
        if (facet.Left)
            return;
        _total += clients;
        Add(_connections, facet.Status.Connection, clients);
        Add(_icons, facet.Icon, clients);
        if (facet.Conditions == Conditions.None)
            return;
        _needing += clients;
        foreach (var owner in ActionOwners.Of(facet))
            Add(_owners, owner, clients);
        foreach (var condition in EachCondition)
        {
            if (facet.Conditions.HasFlag(condition))
                Add(_conditions, condition, clients);
        }
    }

    /// <summary>Adds a total of a group.</summary>
    public void AddGroup(string group, long clients) => Add(_groups, GroupName.Parse(group), clients);

    public FleetSummary At(long offset, DateTimeOffset? at) => new(
        offset,
        at,
        _total,
        Enum.GetValues<Connection>().ToDictionary(connection => connection, _connections.GetValueOrDefault),
        _icons.Where(count => count.Value != 0).OrderBy(count => count.Key.Number).ToDictionary(),
        EachCondition.ToDictionary(condition => condition, _conditions.GetValueOrDefault),
        _groups.Where(count => count.Value != 0).OrderBy(count => count.Key.Value, StringComparer.Ordinal).ToDictionary())
    {
        NeedsAction = _needing,
        NeedsActionBy = Enum.GetValues<ActionOwner>().ToDictionary(owner => owner, _owners.GetValueOrDefault),
    };

    private static void Add<T>(Dictionary<T, long> sums, T key, long clients) where T : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += clients;
}
