namespace Fleet.ReadModel.Tables.Scans;

/// <summary>A stretch of an index: the clients of one facet, in one group or in all.</summary>
/// <param name="Facet">Number of the facet; null: all of them.</param>
/// <param name="Group">Null: all groups.</param>
/// <param name="Clients">How many there are.</param>
internal readonly record struct Partition(int? Facet, string? Group, long Clients)
{
    /// <summary>The whole table; how many are in it does not matter to whoever reads that.</summary>
    public static Partition Everybody { get; } = new(Facet: null, Group: null, Clients: 0);
}

/// <summary>Where to read a partition in the order of ids; both ends are left out.</summary>
internal readonly record struct IdRange(string Above, string Below);
