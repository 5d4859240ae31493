using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>How many clients there are of what. Connections and conditions are all there; of icons and groups only those that somebody has.</summary>
/// <param name="Offset">Of the journal: the counts are true there.</param>
/// <param name="At">The moment asked for, else when that offset was written; null: nothing ever happened.</param>
/// <param name="Total">All clients but those that were forgotten, uninstalled or moved.</param>
/// <param name="ByConnection">Each client once.</param>
/// <param name="ByIcon">Each client once.</param>
/// <param name="ByCondition">A client with several conditions counts for each.</param>
/// <param name="ByGroup">Each client once; where counts by group are asked for, the groups of this page.</param>
public sealed record FleetSummary(
    long Offset,
    DateTimeOffset? At,
    long Total,
    IReadOnlyDictionary<Connection, long> ByConnection,
    IReadOnlyDictionary<Icon, long> ByIcon,
    IReadOnlyDictionary<Conditions, long> ByCondition,
    IReadOnlyDictionary<GroupName, long> ByGroup)
{
    /// <summary>Of how many of them somebody has something to do.</summary>
    public long NeedsAction { get; init; }

    /// <summary>Who that is: a client of which several have something to do counts for each. Empty: the server is from before it was told.</summary>
    public IReadOnlyDictionary<ActionOwner, long> NeedsActionBy { get; init; } = new Dictionary<ActionOwner, long>();

    /// <summary>Where counts by group are asked for, a page of them: the groups in which most clients need somebody's action first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GroupJson>? Items { get; init; }

    /// <summary>Of that page: how many groups there are on all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Groups { get; init; }

    /// <summary>Of that page: the cursor of the next one; null: this is the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>A page says so where it is the last one, and what is no page says nothing.</summary>
    internal static void WriteNextOfPages(JsonTypeInfo type)
    {
        if (type.Type == typeof(FleetSummary))
            type.Properties.Single(member => member.Name == "next").ShouldSerialize = (summary, _) => ((FleetSummary)summary).Items is not null;
    }

    /// <summary>The clients of a group.</summary>
    /// <param name="Group">Its name.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="NeedsAction">How many of them have some condition.</param>
    /// <param name="ByCondition">A client with several conditions counts for each.</param>
    /// <param name="ByConnection">The same of those with each connection.</param>
    public sealed record GroupJson(
        GroupName Group, long Total, long NeedsAction, IReadOnlyDictionary<Conditions, long> ByCondition, IReadOnlyDictionary<Connection, PartJson> ByConnection);

    /// <summary>The clients of a group with one connection.</summary>
    /// <param name="Total">How many there are.</param>
    /// <param name="NeedsAction">How many of them have some condition.</param>
    /// <param name="ByCondition">A client with several conditions counts for each.</param>
    public sealed record PartJson(long Total, long NeedsAction, IReadOnlyDictionary<Conditions, long> ByCondition);
}

/// <summary>What became of the fleet between two moments.</summary>
/// <param name="From">The counts at the earlier moment.</param>
/// <param name="To">The counts at the later one.</param>
/// <param name="Moves">How many clients went from which icon to which.</param>
/// <param name="Items">Which clients those are, by id.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
public sealed record FleetDiff(
    FleetSummary From, FleetSummary To, IReadOnlyList<FleetDiff.MoveJson> Moves, IReadOnlyList<FleetDiff.ClientMoveJson> Items, string? Next)
{
    /// <summary>Null: the clients did not count then, or do not any more.</summary>
    public sealed record MoveJson(Icon? From, Icon? To, long Count);

    /// <summary>Null: the client did not count then, or does not any more.</summary>
    public sealed record ClientMoveJson(ClientId ClientId, Icon? From, Icon? To);
}
