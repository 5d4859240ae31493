using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>The names of groups, in order.</summary>
internal static class NamedGroups
{
    /// <summary>What a cursor belongs to.</summary>
    public const string Fingerprint = "groups";

    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static NamedGroupPage Page(IReadSnapshot snapshot, IReadOnlyCollection<string> others, int limit, string? cursor)
    {
        PageLimits.Check(limit);
        var after = cursor is null ? null : Cursor.Read(Fingerprint, cursor) is [var last] ? last : throw Cursor.Bad();
        var (items, named) = (new List<NamedGroup>(), others.ToHashSet(StringComparer.Ordinal));
        while (items.Count <= limit)
        {
            // Groups that clients were ever in; most of them still have some.
            var known = snapshot.GroupsAfter(after, descending: false, limit + 1);
            var end = known.Count > limit ? known[^1] : null;
            var names = known.Concat(named.Where(name => string.CompareOrdinal(name, after) > 0 && (end is null || string.CompareOrdinal(name, end) <= 0)));
            foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
            {
                var clients = snapshot.Counts(CellKind.Group, name).Where(count => !Facet.All[count.Cell.Facet].Left).Sum(count => count.Clients);
                if (clients > 0 || named.Contains(name))
                    items.Add(new NamedGroup(GroupName.Parse(name), clients, named.Contains(name)));
                if (items.Count > limit)
                    break;
            }

            if (end is null)
                break;
            after = end;
        }

        if (items.Count <= limit)
            return new NamedGroupPage(items, Next: null, snapshot.Offset);
        items.RemoveRange(limit, items.Count - limit);
        return new NamedGroupPage(items, Cursor.Write(Fingerprint, snapshot.Offset, items[^1].Name.Value), snapshot.Offset);
    }
}

/// <summary>A page of the names of groups.</summary>
/// <param name="Items">In the ordinal order of names.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which this is true.</param>
public sealed record NamedGroupPage(IReadOnlyList<NamedGroup> Items, string? Next, long Offset);

/// <summary>A group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clients">How many clients are in it, those that left not counted.</param>
/// <param name="Settings">It is one of those that exist whether clients are in them or not.</param>
public sealed record NamedGroup(GroupName Name, long Clients, bool Settings);
