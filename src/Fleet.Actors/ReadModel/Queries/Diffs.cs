using System.Runtime.InteropServices;
using Fleet.Actors.ReadModel.Source;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Who moved between two offsets: only clients with a row between them can have, whatever the fleet's size.</summary>
/// <remarks>
/// A client that enters or leaves the groups asked for moves from nothing or to nothing, and so does one that is forgotten,
/// uninstalled or moved away: the moves account for the difference of the counts to the last client.
/// </remarks>
internal static class Diffs
{
    private static readonly Comparer<string> Backwards = Comparer<string>.Create((x, y) => string.CompareOrdinal(y, x));

    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static FleetDiff Between(IJournalSource journal, DiffQuery query, FleetSummary from, FleetSummary to)
    {
        if (query.Limit is < 1 or > DiffQuery.MaxLimit)
            throw QueryException.Wrong("limit", $"1 to {DiffQuery.MaxLimit}");
        var behind = query.Cursor is null ? "" : Cursor.Read(query.Fingerprint, query.Cursor) is [var client] ? client : throw Cursor.Bad();
        var groups = query.Groups.ToHashSet();
        var moves = new Dictionary<(Icon? From, Icon? To), long>();
        // The last of the first so many by id is on top, to make room for an earlier one.
        var page = new PriorityQueue<(string Client, Icon? From, Icon? To), string>(Backwards);
        foreach (var (id, before, after) in Replay.Between(journal, from.Offset, to.Offset, Shown.Of, Shown.TryGuess))
        {
            var (then, now) = (before.In(groups), after.In(groups));
            if (then == now)
                continue;
            CollectionsMarshal.GetValueRefOrAddDefault(moves, (then, now), out _)++;
            if (string.CompareOrdinal(id, behind) <= 0)
                continue;
            if (page.Count <= query.Limit)
                page.Enqueue((id, then, now), id);
            else
                page.EnqueueDequeue((id, then, now), id);
        }

        var next = page.Count > query.Limit ? page.Dequeue() : default;
        var items = new List<ClientMove>(page.Count);
        while (page.TryDequeue(out var move, out _))
            items.Add(new ClientMove(ClientId.Parse(move.Client), move.From, move.To));
        items.Reverse();
        return new FleetDiff(
            from,
            to,
            [.. moves.Select(move => new IconMove(move.Key.From, move.Key.To, move.Value)).OrderByDescending(move => move.Count)
                .ThenBy(move => move.From?.Number ?? 0).ThenBy(move => move.To?.Number ?? 0)],
            items,
            next.Client is null ? null : Cursor.Write(query.Fingerprint, items[^1].Client.Value));
    }
}
