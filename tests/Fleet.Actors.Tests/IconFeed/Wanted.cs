using CsCheck;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Watch;
using Fleet.Testing;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>What a reader must be told: the journal's icon changes, told apart by brute force.</summary>
internal static class Wanted
{
    public static readonly Gen<WatchFilter> Filter = Gen.Select(
        Gen.OneOf(Arbitrary.Groups).Select(GroupName.Parse).Array[0, 2], Gen.Enum<Connection>().Array[0, 2], Gen.Int[0, 31].Select(bits => (Conditions)bits),
        (groups, connections, conditions) => new WatchFilter { Groups = groups.ToHashSet(), Connections = connections.ToHashSet(), Conditions = conditions });

    /// <summary>Offsets of the changes in rows that were written.</summary>
    public static List<long> Offsets(IEnumerable<Happening> rows, WatchFilter filter) =>
        [.. rows.Where(row => row.Event.Icon is not null && Takes(filter, row)).Select(row => row.Offset)];

    private static bool Takes(WatchFilter filter, Happening row) =>
        (filter.Groups.Count == 0 || filter.Groups.Any(group => group == row.After.Group))
        && (filter.Connections.Count == 0 || filter.Connections.Any(connection => connection == row.After.Connection))
        && (filter.Conditions == Conditions.None || Words.OfEach(filter.Conditions).Intersect(Words.OfEach(row.After.Conditions)).Any());
}
