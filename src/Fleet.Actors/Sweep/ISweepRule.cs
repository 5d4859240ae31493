using Fleet.Actors.Client;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.Sweep;

/// <summary>What one sweep looks for, in rounds of pages. It may be wrong about a client: each decides by its own state.</summary>
internal interface ISweepRule
{
    /// <summary>The next page is the first one of a new round.</summary>
    void Begin();

    /// <summary>Reads the next page.</summary>
    /// <param name="snapshot">The read model.</param>
    /// <param name="limit">Clients on a page at most.</param>
    /// <returns>What clients are to be told; null: the round is over.</returns>
    IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit);
}
