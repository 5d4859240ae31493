using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>What became of the fleet between two moments.</summary>
/// <param name="From">The counts then.</param>
/// <param name="To">The counts after.</param>
/// <param name="Moves">How many clients went from which icon to which: the difference of the counts.</param>
/// <param name="Items">Which clients those are, by id.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
public sealed record FleetDiff(
    FleetSummary From, FleetSummary To, IReadOnlyList<IconMove> Moves, IReadOnlyList<ClientMove> Items, string? Next);

/// <summary>Clients that went from one icon to another.</summary>
/// <param name="From">Null: they did not count then.</param>
/// <param name="To">Null: they do not count any more.</param>
/// <param name="Count">How many.</param>
public sealed record IconMove(Icon? From, Icon? To, long Count);

/// <summary>A client that went from one icon to another.</summary>
/// <param name="Client">The client.</param>
/// <param name="From">Null: it did not count then.</param>
/// <param name="To">Null: it does not count any more.</param>
public sealed record ClientMove(ClientId Client, Icon? From, Icon? To);
