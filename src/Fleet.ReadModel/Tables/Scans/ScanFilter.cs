using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>Which clients a scan keeps, where its partitions do not tell.</summary>
internal sealed class ScanFilter(ClientScan scan)
{
    /// <summary>Above every id: their alphabet ends before it.</summary>
    public const string AboveAll = "\x7f";

    private readonly HashSet<string>? _groups = scan.Groups?.ToHashSet();

    public bool Takes(IndexEntry entry) =>
        scan.Facets[entry.Facet]
        && (scan.OfflineSince is null || entry.PresentSince <= scan.OfflineSince)
        && (_groups is null || _groups.Contains(entry.Group))
        && entry.Client.StartsWith(scan.Prefix, StringComparison.Ordinal);

    /// <summary>The ids with the prefix.</summary>
    public IdRange Ids { get; } = scan.Prefix.Length == 0
        ? new IdRange("", AboveAll)
        // Just below the prefix: no id has this character, so none lies between the two.
        : new IdRange($"{scan.Prefix[..^1]}{(char)(scan.Prefix[^1] - 1)}{AboveAll}", scan.Prefix + AboveAll);

    /// <summary>The ids with the prefix that come after one.</summary>
    public IdRange IdsAfter(string? client) =>
        client is null ? Ids
        : scan.Descending ? Ids with { Below = string.CompareOrdinal(client, Ids.Below) < 0 ? client : Ids.Below }
        : Ids with { Above = string.CompareOrdinal(client, Ids.Above) > 0 ? client : Ids.Above };
}
