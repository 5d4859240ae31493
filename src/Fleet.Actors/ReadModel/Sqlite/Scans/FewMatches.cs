using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.ReadModel.Store;

namespace Fleet.Actors.ReadModel.Sqlite.Scans;

/// <summary>Reads all that match, if they are few, and sorts them: for what no index has in the order wanted.</summary>
/// <param name="scan">What is wanted.</param>
/// <param name="index">Reads the indexes.</param>
/// <param name="few">How many entries are read at most.</param>
internal sealed class FewMatches(ClientScan scan, IndexReader index, int few)
{
    private delegate List<IndexEntry> Read(int limit);

    private readonly PositionComparer _comparer = new(scan.Descending);
    private readonly ScanFilter _filter = new(scan);

    /// <summary>All that match and come behind the scan's start, in its order, lazily; null if more than a few have to be read for it.</summary>
    public IEnumerable<IndexEntry>? Sorted(List<Partition> partitions)
    {
        if (ShortestWay(partitions) is not { } reads)
            return null;
        var left = few;
        var found = new List<(IndexEntry, ClientPosition)>();
        foreach (var read in reads)
        {
            var entries = read(left + 1);
            left -= entries.Count;
            if (left < 0)
                return null;
            foreach (var entry in entries.Where(_filter.Takes))
            {
                var position = entry.In(scan.Order);
                if (scan.After is null || _comparer.Compare(position, scan.After) > 0)
                    found.Add((entry, position));
            }
        }

        return Drain(new PriorityQueue<IndexEntry, ClientPosition>(found, _comparer));
    }

    private IEnumerable<Read>? ShortestWay(List<Partition> partitions)
    {
        if (partitions.Sum(partition => partition.Clients) <= few)
            return partitions.Select(partition => (Read)(limit => index.ById(partition, _filter.Ids, descending: false, limit)));
        // The clients of a prefix lie side by side in the table, and apart in each facet.
        if (scan.Prefix.Length > 0)
            return [limit => index.ById(Partition.Everybody, _filter.Ids, descending: false, limit)];
        return scan.OfflineSince is { } latest && scan.Groups is null
            ? partitions.Select(partition => (Read)(limit =>
                index.ByTime(partition, TimeIndex.PresentSince, (latest, ScanFilter.AboveAll), descending: true, limit)))
            : null;
    }

    private static IEnumerable<IndexEntry> Drain(PriorityQueue<IndexEntry, ClientPosition> queue)
    {
        while (queue.TryDequeue(out var entry, out _))
            yield return entry;
    }
}
