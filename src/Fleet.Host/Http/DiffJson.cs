using Fleet.Actors.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>What became of the fleet between two moments.</summary>
internal sealed record DiffJson(
    SummaryJson From, SummaryJson To, IEnumerable<DiffJson.MoveJson> Moves, IEnumerable<DiffJson.ClientMoveJson> Items, string? Next)
{
    public static DiffJson Of(FleetDiff diff) => new(
        SummaryJson.Of(diff.From),
        SummaryJson.Of(diff.To),
        diff.Moves.Select(move => new MoveJson(move.From?.Name, move.To?.Name, move.Count)),
        diff.Items.Select(item => new ClientMoveJson(item.Client.Value, item.From?.Name, item.To?.Name)),
        diff.Next);

    /// <summary>Null: the clients did not count then, or do not any more.</summary>
    internal sealed record MoveJson(string? From, string? To, long Count);

    internal sealed record ClientMoveJson(string ClientId, string? From, string? To);
}
