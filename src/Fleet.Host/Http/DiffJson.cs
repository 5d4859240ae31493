using Fleet.ReadModel.Queries;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>What became of the fleet between two moments.</summary>
/// <param name="From">The counts at the earlier moment.</param>
/// <param name="To">The counts at the later one.</param>
/// <param name="Moves">How many clients went from which icon to which.</param>
/// <param name="Items">Which clients those are, by id.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
internal sealed record DiffJson(
    SummaryJson From, SummaryJson To, IEnumerable<DiffJson.MoveJson> Moves, IEnumerable<DiffJson.ClientMoveJson> Items, string? Next)
{
    public static DiffJson Of(FleetDiff diff) => new(
        SummaryJson.Of(diff.From),
        SummaryJson.Of(diff.To),
        diff.Moves.Select(move => new MoveJson(move.From, move.To, move.Count)),
        diff.Items.Select(item => new ClientMoveJson(item.Client, item.From, item.To)),
        diff.Next);

    /// <summary>Null: the clients did not count then, or do not any more.</summary>
    internal sealed record MoveJson(Icon? From, Icon? To, long Count);

    /// <summary>Null: the client did not count then, or does not any more.</summary>
    internal sealed record ClientMoveJson(ClientId ClientId, Icon? From, Icon? To);
}
