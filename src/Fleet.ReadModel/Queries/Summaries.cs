using Fleet.ReadModel.Model;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Counts, of now and of the past.</summary>
internal static class Summaries
{
    /// <summary>
    /// Rows after a checkpoint that a question about the past replays at most: many times the distance of two checkpoints,
    /// so that it is met only while the read model is far behind the journal.
    /// </summary>
    private const int MaxReplay = 200_000;

    /// <summary>The counts of now.</summary>
    public static FleetSummary Now(IReadSnapshot snapshot, IReadOnlyList<GroupName> groups) =>
        Of(kind => Cells(groups, kind, snapshot.Counts), [], groups).At(snapshot.Offset, snapshot.RecordedAt);

    /// <summary>The counts at an offset: those of the last checkpoint before it, and what happened since.</summary>
    /// <exception cref="QueryException">The read model is too far behind.</exception>
    public static FleetSummary At(IReadSnapshot snapshot, IJournalSource journal, long offset, IReadOnlyList<GroupName> groups)
    {
        var (checkpoint, changes) = Since(snapshot, journal, offset);
        return Of(kind => Cells(groups, kind, (k, group) => snapshot.CountsAt(checkpoint, k, group)), changes, groups).At(offset, at: null);
    }

    /// <summary>A page of the groups of now.</summary>
    public static FleetSummary GroupsNow(IReadSnapshot snapshot, GroupsQuery query) =>
        GroupsOf(Cells(query.Groups, CellKind.Group, snapshot.Counts), [], query, snapshot.Offset, snapshot.RecordedAt);

    /// <summary>A page of the groups at an offset.</summary>
    /// <exception cref="QueryException">The read model is too far behind.</exception>
    public static FleetSummary GroupsAt(IReadSnapshot snapshot, IJournalSource journal, long offset, GroupsQuery query)
    {
        var (checkpoint, changes) = Since(snapshot, journal, offset);
        return GroupsOf(Cells(query.Groups, CellKind.Group, (kind, group) => snapshot.CountsAt(checkpoint, kind, group)), changes, query, offset, query.At);
    }

    private static FleetSummary GroupsOf(
        IEnumerable<(Cell, long)> counts, IEnumerable<KeyValuePair<Cell, long>> changes, GroupsQuery query, long offset, DateTimeOffset? at)
    {
        var (all, byGroup) = (new SummaryFold(), new GroupFold());
        var wanted = query.Groups.Select(group => group.Value).ToHashSet();
        foreach (var (cell, clients) in counts.Concat(changes.Where(change => change.Key.Kind == CellKind.Group).Select(change => (change.Key, change.Value))))
        {
            if (wanted.Count > 0 && !wanted.Contains(cell.Group))
                continue;
            all.AddFacet(cell.Facet, clients);
            byGroup.Add(cell, clients);
        }

        return byGroup.Page(all.At(offset, at), query);
    }

    /// <summary>The last checkpoint before an offset, and how the counts changed from there to it.</summary>
    private static (long Checkpoint, IEnumerable<KeyValuePair<Cell, long>> Changes) Since(IReadSnapshot snapshot, IJournalSource journal, long offset)
    {
        var checkpoint = snapshot.CheckpointBefore(offset);
        if (journal.Count(checkpoint, offset, MaxReplay + 1) > MaxReplay)
            throw new QueryException(QueryFault.Lagging, "The read model has not come near that moment yet.", retryAfter: TimeSpan.FromSeconds(1));
        var counts = new CountChanges();
        var leftOut = new LeftOut(snapshot.Damage().Latest);
        foreach (var (_, before, after) in Replay.Between(journal, leftOut, checkpoint, offset, CountKey.Of, TellNothing))
            counts.Move(before, after);
        return (checkpoint, counts.Changes);
    }

    private static bool TellNothing(RowGlance row, out CountKey? before)
    {
        before = null;
        return false;
    }

    private static SummaryFold Of(
        Func<CellKind, IEnumerable<(Cell, long)>> counts, IEnumerable<KeyValuePair<Cell, long>> changes, IReadOnlyList<GroupName> groups)
    {
        var facets = groups.Count == 0 ? CellKind.Fleet : CellKind.Group;
        var wanted = groups.Select(group => group.Value).ToHashSet();
        var fold = new SummaryFold();
        foreach (var (cell, clients) in counts(facets).Concat(counts(CellKind.GroupTotal)).Concat(changes.Select(change => (change.Key, change.Value))))
        {
            if (groups.Count > 0 && !wanted.Contains(cell.Group))
                continue;
            if (cell.Kind == facets)
                fold.AddFacet(cell.Facet, clients);
            else if (cell.Kind == CellKind.GroupTotal)
                fold.AddGroup(cell.Group, clients);
        }

        return fold;
    }

    private static IEnumerable<(Cell, long)> Cells(
        IReadOnlyList<GroupName> groups, CellKind kind, Func<CellKind, string?, IReadOnlyList<(Cell, long)>> read) =>
        groups.Count == 0 ? read(kind, null) : groups.Distinct().SelectMany(group => read(kind, group.Value));
}
