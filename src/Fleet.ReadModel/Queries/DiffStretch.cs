using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>All that fixes who moved: what stands in the journal never changes.</summary>
/// <param name="From">The one offset.</param>
/// <param name="To">The other.</param>
/// <param name="Groups">Of these groups, in order, with commas between them; empty: of all.</param>
public sealed record DiffStretch(long From, long To, string Groups)
{
    /// <summary>Of these groups; empty: of all.</summary>
    public IReadOnlyList<GroupName> GroupNames => [.. Groups.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(GroupName.Parse)];
}

/// <summary>What became of the fleet in a stretch of the journal: every page is cut from it.</summary>
/// <param name="From">The counts before it.</param>
/// <param name="To">The counts after it.</param>
/// <param name="Moves">How many clients went from which icon to which.</param>
/// <param name="Clients">Which, in the ordinal order of ids.</param>
public sealed record FleetMoves(FleetSummary From, FleetSummary To, IReadOnlyList<FleetDiff.MoveJson> Moves, List<MovedClient> Clients);

/// <summary>A client that went from one icon to another; null: it did not count there.</summary>
/// <param name="Id">The client's.</param>
/// <param name="From">What it had before.</param>
/// <param name="To">What it has after.</param>
public readonly record struct MovedClient(string Id, Icon? From, Icon? To);
