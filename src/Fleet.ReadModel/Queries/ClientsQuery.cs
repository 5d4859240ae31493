using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of clients.</summary>
public sealed record ClientsQuery
{
    /// <summary>Most clients on a page.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>Which ones.</summary>
    public ClientFilter Filter { get; init; } = ClientFilter.All;

    /// <summary>In which order.</summary>
    public ClientOrder Order { get; init; }

    /// <summary>The other way round.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = QueryText.DefaultLimit;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>What the cursor belongs to: everything but itself and the limit.</summary>
    internal string Fingerprint => string.Join('|',
        (int)Order, Descending, Join(Filter.Connections), Join(Filter.ScanMethods), Join(Filter.Patterns), Join(Filter.RealTimeScans),
        Join(Filter.SmartProtections), Join(Filter.Icons.Select(icon => icon.Number)), (int)Filter.Conditions, Join(Filter.Groups),
        Join(Filter.PresenceCauses), Join(Filter.Needs), Filter.OfflineSince?.ToUnixTimeMilliseconds(), Filter.Prefix);

    private static string Join<T>(IEnumerable<T> values) => string.Join(',', values.Select(value => value!.ToString()).Order(StringComparer.Ordinal).Distinct());
}
