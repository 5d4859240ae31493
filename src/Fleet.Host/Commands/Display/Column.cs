namespace Fleet.Host.Commands.Display;

/// <summary>A column of a <see cref="Sheet"/>.</summary>
/// <param name="Title">Its head.</param>
internal sealed record Column(string Title)
{
    /// <summary>Its cells may be broken into lines at their spaces.</summary>
    public bool Wraps { get; init; }

    /// <summary>Its cells are numbers.</summary>
    public bool Counts { get; init; }

    /// <summary>Its width, whatever is in it: for columns that are to stand in line with those of another table, or with rows to come.</summary>
    public int Least { get; init; }

    /// <summary>Where there is no room for all columns, the one with the highest goes first; 0: it stays.</summary>
    public int Dispensable { get; init; }
}
