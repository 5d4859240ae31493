using System.Globalization;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>What operators did, page by page.</summary>
internal static class AuditLists
{
    /// <summary>Acts that a page looks at: those of one operator among those of others may be rare.</summary>
    private const int MostActs = 10_000;

    /// <summary>Acts that are read at a time, once those that the page would have without a filter were not enough.</summary>
    private const int Stretch = 1_000;

    /// <param name="snapshot">The tables.</param>
    /// <param name="query">The question.</param>
    /// <param name="stretch">After which row, and up to which one, if this is the first page.</param>
    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static AuditPage Page(IReadSnapshot snapshot, AuditQuery query, (long From, long To) stretch)
    {
        PageLimits.Check(query.Limit);
        var place = query.Cursor is null ? Place.First(stretch.From, Math.Min(stretch.To, snapshot.Offset)) : Place.Read(query);
        var items = new List<RecordedAct>();
        for (var (acts, limit) = (0, query.Limit + 1); acts < MostActs; limit = Stretch)
        {
            var read = snapshot.Acts(new ActScan(place.Above, place.Below, limit) { Targets = query.Targets, Descending = query.Descending });
            foreach (var act in read)
            {
                if (items.Count == query.Limit)
                    return Ended(next: place.Write(query));
                place = query.Descending ? place with { Below = act.Offset } : place with { Above = act.Offset };
                acts++;
                if (query.Takes(act))
                    items.Add(act);
            }

            if (read.Count < limit)
                return Ended(next: null);
        }

        return Ended(next: place.Write(query));

        AuditPage Ended(string? next) => new(items, next, place.End);
    }

    /// <summary>What a list still has to tell: offsets between two others.</summary>
    /// <param name="End">The last offset of the whole list.</param>
    /// <param name="Above">All before it, and it itself, are done with.</param>
    /// <param name="Below">All after it, and it itself, are done with.</param>
    private readonly record struct Place(long End, long Above, long Below)
    {
        public static Place First(long from, long to) => new(to, from, to + 1);

        public string Write(AuditQuery query) => Cursor.Write(query.Fingerprint, End, Text(Above), Text(Below));

        public static Place Read(AuditQuery query) =>
            Cursor.Read(query.Fingerprint, query.Cursor!) is [var above, var below]
            && long.TryParse(above, CultureInfo.InvariantCulture, out var from) && long.TryParse(below, CultureInfo.InvariantCulture, out var to)
                ? new Place(Cursor.OffsetOf(query.Fingerprint, query.Cursor!), from, to)
                : throw Cursor.Bad();

        private static string Text(long offset) => offset.ToString(CultureInfo.InvariantCulture);
    }
}
