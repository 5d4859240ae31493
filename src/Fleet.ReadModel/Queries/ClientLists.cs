using System.Globalization;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Lists of clients, page by page.</summary>
internal static class ClientLists
{
    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static ClientPage Page(IReadSnapshot snapshot, ClientsQuery query)
    {
        PageLimits.Check(query.Limit);
        (ClientPosition Position, long Began)? start = query.Cursor is null ? null : ReadCursor(query);
        var began = start?.Began ?? snapshot.Offset;
        var filter = query.Filter;
        var scan = new ClientScan(
            [.. Facet.All.Select(filter.Takes)],
            filter.ValuesOf(ClientFilters.Group) is { Count: > 0 } groups ? [.. groups.Select(group => group.Value)] : null,
            filter.ValuesOf(ClientFilters.Prefix) is [var prefix] ? prefix.Value : "",
            filter.ValuesOf(ClientFilters.OfflineSince) is [var since] ? since.ToUnixTimeMilliseconds() : null,
            query.Order,
            query.Descending,
            start?.Position,
            // A client whose place in the order can change may have been on a page before, in its old place.
            start is null || query.Order == ClientOrder.ClientId ? null : began);
        var found = snapshot.Clients(scan).Take(query.Limit + 1).ToList();
        if (found.Count <= query.Limit)
            return new ClientPage(found, Next: null, snapshot.Offset);
        found.RemoveAt(query.Limit);
        return new ClientPage(found, WriteCursor(query, found[^1].In(query.Order), began), snapshot.Offset);
    }

    private static string WriteCursor(ClientsQuery query, ClientPosition position, long began) => Cursor.Write(
        query.Fingerprint, began, position.Text, position.Number.ToString(CultureInfo.InvariantCulture), position.Client);

    private static (ClientPosition Position, long Began) ReadCursor(ClientsQuery query) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text, var number, var client]
        && long.TryParse(number, CultureInfo.InvariantCulture, out var place)
            ? (new ClientPosition(text, place, client), Cursor.OffsetOf(query.Fingerprint, query.Cursor!))
            : throw Cursor.Bad();
}
