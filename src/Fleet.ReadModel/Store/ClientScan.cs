using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Store;

/// <summary>Which clients, in which order, from where.</summary>
/// <param name="Facets">By number: true if clients of that facet are wanted.</param>
/// <param name="Groups">The groups that are wanted; null: all.</param>
/// <param name="Prefix">What ids begin with; empty: anything.</param>
/// <param name="OfflineSince">Only clients without a session since this moment (ms since the epoch) or longer; null: all.</param>
/// <param name="Order">The order.</param>
/// <param name="Descending">The other way round, ids too.</param>
/// <param name="After">Only what comes after this place; null: from the start.</param>
/// <param name="UnchangedSince">Without clients that changed after this offset; null: with them.</param>
public sealed record ClientScan(
    bool[] Facets,
    IReadOnlyCollection<string>? Groups,
    string Prefix,
    long? OfflineSince,
    ClientOrder Order,
    bool Descending,
    ClientPosition? After,
    long? UnchangedSince);
