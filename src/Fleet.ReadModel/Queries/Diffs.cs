using System.Runtime.InteropServices;
using Fleet.Journal.Reading;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>Who moved between two offsets: only clients with a row between them can have, whatever the fleet's size.</summary>
/// <remarks>
/// A client that enters or leaves the groups asked for moves from nothing or to nothing, and so does one that is forgotten,
/// uninstalled or moved away: the moves account for the difference of the counts to the last client.
/// </remarks>
public static class Diffs
{
    /// <summary>Refuses what is no question.</summary>
    /// <exception cref="QueryException">The moments, the limit or the cursor are wrong.</exception>
    public static void Check(DiffQuery query)
    {
        if (query.From > query.To)
            throw QueryException.Wrong("from", "a moment that is not after to");
        PageLimits.Check(query.Limit);
        _ = LastOfPageBefore(query);
    }

    /// <summary>Everybody who moved.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="leftOut">Rows that count for nothing.</param>
    /// <param name="stretch">Between which offsets, and in which groups.</param>
    /// <param name="from">The counts before.</param>
    /// <param name="to">The counts after.</param>
    internal static FleetMoves Between(IJournalSource journal, LeftOut leftOut, DiffStretch stretch, FleetSummary from, FleetSummary to)
    {
        var groups = stretch.GroupNames.ToHashSet();
        var moves = new Dictionary<(Icon? From, Icon? To), long>();
        var clients = new List<MovedClient>();
        foreach (var (id, before, after) in Replay.Between(journal, leftOut, stretch.From, stretch.To, CountedIcon.Of, CountedIcon.TryGuess))
        {
            var (then, now) = (before.In(groups), after.In(groups));
            if (then == now)
                continue;
            CollectionsMarshal.GetValueRefOrAddDefault(moves, (then, now), out _)++;
            clients.Add(new MovedClient(id, then, now));
        }

        clients.Sort((x, y) => string.CompareOrdinal(x.Id, y.Id));
        return new FleetMoves(
            from,
            to,
            [.. moves.Select(move => new FleetDiff.MoveJson(move.Key.From, move.Key.To, move.Value)).OrderByDescending(move => move.Count)
                .ThenBy(move => move.From?.Number ?? 0).ThenBy(move => move.To?.Number ?? 0)],
            clients);
    }

    /// <summary>One page of them.</summary>
    public static FleetDiff Page(DiffQuery query, FleetMoves all)
    {
        var first = FirstAfter(all.Clients, LastOfPageBefore(query));
        var items = all.Clients.GetRange(first, Math.Min(query.Limit, all.Clients.Count - first))
            .ConvertAll(move => new FleetDiff.ClientMoveJson(ClientId.Parse(move.Id), move.From, move.To));
        return new FleetDiff(
            all.From with { At = query.From },
            all.To with { At = query.To },
            all.Moves,
            items,
            first + items.Count < all.Clients.Count ? Cursor.Write(query.Fingerprint, all.To.Offset, items[^1].ClientId.Value) : null);
    }

    private static string LastOfPageBefore(DiffQuery query) =>
        query.Cursor is null ? "" : Cursor.Read(query.Fingerprint, query.Cursor) is [var client] ? client : throw Cursor.Bad();

    private static int FirstAfter(List<MovedClient> clients, string id)
    {
        var (low, high) = (0, clients.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(clients[middle].Id, id) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
