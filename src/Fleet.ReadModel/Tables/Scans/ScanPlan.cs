using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Chooses how to read clients in an order, so that a page costs about as much as what is on it.</summary>
/// <remarks>
/// The counts say exactly how many clients each partition has. Where an index has the partitions in the order wanted they are
/// merged. Where none has, and few clients can match, all of those are read and sorted; where many can, they lie so close in
/// the nearest order that filtering on the way finds a page soon.
/// </remarks>
/// <param name="scan">What is wanted.</param>
/// <param name="index">Reads the indexes.</param>
/// <param name="snapshot">Tells the counts.</param>
/// <param name="matches">Sorts them if they are few.</param>
/// <param name="marked">Reads those that operators have marked.</param>
/// <param name="managed">Looks at how clients stand to their settings.</param>
/// <param name="few">How many that is.</param>
internal sealed class ScanPlan(ClientScan scan, IndexReader index, IReadSnapshot snapshot, FewMatches matches, MarkedClients marked, ManagedClients managed, int few)
{
    /// <summary>So many entries are read and sorted in a few milliseconds.</summary>
    public const int Few = 10_000;

    /// <summary>First stretches of all partitions together.</summary>
    private const int Together = 400;

    private readonly PositionComparer _comparer = new(scan.Descending);

    /// <summary>All that match, in the order wanted, lazily.</summary>
    public IEnumerable<IndexEntry> Entries()
    {
        if (scan.Settings is not null)
            return managed.Entries();
        if (scan.Marks is not null)
            return marked.Sorted();
        var partitions = Partitions();
        if (matches.Named(partitions) is { } named)
            return named;
        var entries = scan.Order switch
        {
            ClientOrder.Group when scan.Groups is not null => ByText(scan.Groups, group => [.. partitions.Where(p => p.Group == group)]),
            ClientOrder.Group when partitions.Sum(p => p.Clients) > few => GroupByGroup(),
            ClientOrder.Group => matches.Sorted(partitions)!,
            ClientOrder.Connection or ClientOrder.Icon => ByText(
                partitions.Select(TextOf).Distinct(), text => [.. partitions.Where(p => TextOf(p) == text)]),
            ClientOrder.LastReport => ByTime(partitions, TimeIndex.LastReport),
            ClientOrder.Since => ByTime(partitions, TimeIndex.PresentSince),
            _ => ById(partitions),
        };
        return entries.Where(entry => entry.IsTakenBy(scan));
    }

    /// <summary>How many match; null: it would take longer to count them than to read a page.</summary>
    public long? Count() => scan.Settings is not null ? Partitions().Sum(partition => partition.Clients) <= few ? managed.Count() : null : scan.Marks is null ? matches.Count(Partitions()) : marked.Count();

    private List<Partition> Partitions() => scan.Groups is null ? OfFleet() : [.. scan.Groups.SelectMany(OfGroup)];

    /// <summary>If few clients are left out, those are skipped on the way through the table, which is in the order of ids.</summary>
    private List<Partition> ByIdOrAll(List<Partition> partitions) =>
        scan.Groups is null && snapshot.Counts(CellKind.Fleet).Sum(count => count.Clients) - partitions.Sum(partition => partition.Clients) <= few
            ? [Partition.Everybody]
            : partitions;

    private List<Partition> OfFleet() =>
        [.. snapshot.Counts(CellKind.Fleet).Where(c => scan.Facets[c.Cell.Facet]).Select(c => new Partition(c.Cell.Facet, null, c.Clients))];

    private List<Partition> OfGroup(string group) =>
        [.. snapshot.Counts(CellKind.Group, group).Where(c => scan.Facets[c.Cell.Facet]).Select(c => new Partition(c.Cell.Facet, group, c.Clients))];

    private string TextOf(Partition partition) => ClientPosition.TextOf(partition.Facet!.Value, scan.Order);

    private IEnumerable<IndexEntry> ById(List<Partition> partitions) =>
        (scan.OfflineSince is null ? null : matches.Sorted(partitions)) ?? MergeById(ByIdOrAll(partitions), scan.After?.Client);

    private IEnumerable<IndexEntry> ByTime(List<Partition> partitions, TimeIndex time)
    {
        var isExact = scan.Groups is null && scan.Prefix.Length == 0 && (scan.OfflineSince is null || time == TimeIndex.PresentSince);
        return (isExact ? null : matches.Sorted(partitions)) ?? MergeByTime(partitions, time);
    }

    /// <summary>Texts in order, and the clients of each by id.</summary>
    private IEnumerable<IndexEntry> ByText(IEnumerable<string> texts, Func<string, List<Partition>> partitionsOf)
    {
        var after = scan.After;
        var sorted = scan.Descending ? texts.OrderDescending(StringComparer.Ordinal) : texts.Order(StringComparer.Ordinal);
        foreach (var text in sorted)
        {
            var place = after is null ? 1 : string.CompareOrdinal(text, after.Text) * (scan.Descending ? -1 : 1);
            if (place < 0)
                continue;
            foreach (var entry in MergeById(partitionsOf(text), place == 0 ? after!.Client : null))
                yield return entry;
        }
    }

    private IEnumerable<IndexEntry> GroupByGroup()
    {
        const int AtATime = 50;
        if (scan.After is { } after)
        {
            foreach (var entry in MergeById(OfGroup(after.Text), after.Client))
                yield return entry;
        }

        var groups = snapshot.GroupsAfter(scan.After?.Text, scan.Descending, AtATime);
        while (groups.Count > 0)
        {
            foreach (var group in groups)
            {
                foreach (var entry in MergeById(OfGroup(group), after: null))
                    yield return entry;
            }

            groups = snapshot.GroupsAfter(groups[^1], scan.Descending, AtATime);
        }
    }

    private IEnumerable<IndexEntry> MergeById(List<Partition> partitions, string? after) => Merge(
        partitions,
        ClientOrder.ClientId,
        partition => (last, length) => index.ById(partition, scan.IdsAfter(last?.Client ?? after), scan.Descending, length));

    private IEnumerable<IndexEntry> MergeByTime(List<Partition> partitions, TimeIndex time)
    {
        var start = scan.After is { } after ? (after.Number, after.Client)
            : !scan.Descending ? (long.MinValue, "")
            // Downwards, what is too young for the filter would all come first.
            : (time == TimeIndex.PresentSince && scan.OfflineSince is { } latest ? latest : long.MaxValue, ClientScan.AboveAll);
        // The order has no partitions by group.
        var whole = partitions.Select(p => p.Facet).Distinct().Select(facet => new Partition(facet, null, 0)).ToList();
        var merged = Merge(
            whole,
            scan.Order,
            partition => (last, length) => index.ByTime(
                partition, time, last is { } entry ? (entry.In(scan.Order).Number, entry.Client) : start, scan.Descending, length));
        return time == TimeIndex.PresentSince && scan.OfflineSince is { } end && !scan.Descending
            ? merged.TakeWhile(entry => entry.PresentSince <= end)
            : merged;
    }

    private IEnumerable<IndexEntry> Merge(
        List<Partition> partitions, ClientOrder order, Func<Partition, Func<IndexEntry?, int, List<IndexEntry>>> reader)
    {
        var stretch = Math.Max(4, Together / Math.Max(1, partitions.Count));
        var queue = new PriorityQueue<PartitionStream, ClientPosition>(_comparer);
        foreach (var partition in partitions)
        {
            var stream = new PartitionStream(reader(partition), stretch);
            if (stream.MoveNext())
                queue.Enqueue(stream, stream.Current.In(order));
        }

        while (queue.TryPeek(out var first, out _))
        {
            yield return first.Current;
            if (first.MoveNext())
                queue.DequeueEnqueue(first, first.Current.In(order));
            else
                queue.Dequeue();
        }
    }
}

/// <summary>What every index knows of a client: all that filters and orders look at.</summary>
internal readonly record struct IndexEntry(string Client, string Group, int Facet, long LastReport, long PresentSince)
{
    /// <summary>The client's place in an order.</summary>
    public ClientPosition In(ClientOrder order) => ClientPosition.Of(order, Client, Group, Facet, LastReport, PresentSince);

    /// <summary>Whether a scan wants it, wherever it stands in the order.</summary>
    public bool IsTakenBy(ClientScan scan) => scan.Takes(Client, Group, Facet, PresentSince);
}

/// <summary>A stretch of an index: the clients of one facet, in one group or in all.</summary>
/// <param name="Facet">Number of the facet; null: all of them.</param>
/// <param name="Group">Null: all groups.</param>
/// <param name="Clients">How many there are.</param>
internal readonly record struct Partition(int? Facet, string? Group, long Clients)
{
    /// <summary>The whole table; how many are in it does not matter to whoever reads that.</summary>
    public static Partition Everybody { get; } = new(Facet: null, Group: null, Clients: 0);
}
