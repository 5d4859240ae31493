using System.Globalization;
using System.Runtime.InteropServices;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>Sums counted cells up by group, connection and condition.</summary>
internal sealed class GroupFold
{
    private static readonly Connection[] EachConnection = Enum.GetValues<Connection>();
    private static readonly Conditions[] EachCondition = [.. Enum.GetValues<Conditions>().Where(condition => condition != Conditions.None)];

    // Of a connection: all, those that need action, and those with each condition.
    private static readonly int Width = 2 + EachCondition.Length;

    /// <summary>Most that need action first; among equals the smaller group, of which that is a larger share.</summary>
    private static readonly Comparer<Place> Worst = Comparer<Place>.Create((one, other) =>
        (-one.NeedsAction, one.Total).CompareTo((-other.NeedsAction, other.Total)) is var order and not 0 ? order : string.CompareOrdinal(one.Group, other.Group));

    private readonly Dictionary<string, long[]> _groups = [];

    /// <summary>Adds a cell of a group.</summary>
    public void Add(Cell cell, long clients)
    {
        var facet = Facet.All[cell.Facet];
        if (facet.Left)
            return;
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, cell.Group, out _);
        counts ??= new long[EachConnection.Length * Width];
        var part = counts.AsSpan(Array.IndexOf(EachConnection, facet.Status.Connection) * Width, Width);
        part[0] += clients;
        if (facet.Conditions == Conditions.None)
            return;
        part[1] += clients;
        for (var i = 0; i < EachCondition.Length; i++)
            part[2 + i] += facet.Conditions.HasFlag(EachCondition[i]) ? clients : 0;
    }

    /// <summary>A page of the groups that have clients, the worst first.</summary>
    /// <param name="summary">The counts of all of them.</param>
    /// <param name="query">The question.</param>
    /// <exception cref="QueryException">The cursor is wrong.</exception>
    public FleetSummary Page(FleetSummary summary, GroupsQuery query)
    {
        var sorted = _groups.Select(group => new Place(Sum(group.Value, 1), Sum(group.Value, 0), group.Key)).Where(place => place.Total > 0).Order(Worst).ToList();
        var rest = (query.Cursor is null ? sorted.AsEnumerable() : sorted.SkipWhile(place => Worst.Compare(place, ReadCursor(query)) <= 0)).Take(query.Limit + 1).ToList();
        var page = rest.Take(query.Limit).ToList();
        return summary with
        {
            ByGroup = page.OrderBy(place => place.Group, StringComparer.Ordinal).ToDictionary(place => GroupName.Parse(place.Group), place => place.Total),
            Groups = sorted.Count,
            Items = page.ConvertAll(place => Of(place, _groups[place.Group])),
            Next = rest.Count > query.Limit ? page[^1].WriteCursor(query, summary.Offset) : null,
        };
    }

    private static FleetSummary.GroupJson Of(Place place, long[] counts) => new(
        GroupName.Parse(place.Group),
        place.Total,
        place.NeedsAction,
        EachCondition.Index().ToDictionary(condition => condition.Item, condition => Sum(counts, 2 + condition.Index)),
        EachConnection.Index().ToDictionary(connection => connection.Item, connection => Part(counts.AsSpan(connection.Index * Width, Width))));

    private static FleetSummary.PartJson Part(ReadOnlySpan<long> part)
    {
        var byCondition = new Dictionary<Conditions, long>(EachCondition.Length);
        for (var i = 0; i < EachCondition.Length; i++)
            byCondition.Add(EachCondition[i], part[2 + i]);
        return new FleetSummary.PartJson(part[0], part[1], byCondition);
    }

    /// <summary>Over all connections.</summary>
    private static long Sum(long[] counts, int column) => Enumerable.Range(0, EachConnection.Length).Sum(connection => counts[(connection * Width) + column]);

    private static Place ReadCursor(GroupsQuery query) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var needs, var total, var group]
        && long.TryParse(needs, CultureInfo.InvariantCulture, out var needsAction) && long.TryParse(total, CultureInfo.InvariantCulture, out var all)
            ? new Place(needsAction, all, group)
            : throw Cursor.Bad();

    /// <summary>A group's place in the order.</summary>
    private readonly record struct Place(long NeedsAction, long Total, string Group)
    {
        public string WriteCursor(GroupsQuery query, long offset) => Cursor.Write(
            query.Fingerprint, offset, NeedsAction.ToString(CultureInfo.InvariantCulture), Total.ToString(CultureInfo.InvariantCulture), Group);
    }
}
