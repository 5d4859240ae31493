namespace Fleet.ReadModel.Model;

/// <summary>One thing that is counted.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Group">The group; empty for <see cref="CellKind.Fleet"/>.</param>
/// <param name="Facet">Number of the facet; -1 for <see cref="CellKind.GroupTotal"/>.</param>
public readonly record struct Cell(CellKind Kind, string Group, int Facet)
{
    /// <summary>All clients of a facet.</summary>
    public static Cell OfFleet(int facet) => new(CellKind.Fleet, "", facet);

    /// <summary>The clients of a facet in a group.</summary>
    public static Cell OfGroup(string group, int facet) => new(CellKind.Group, group, facet);

    /// <summary>All clients of a group that have not left.</summary>
    public static Cell OfTotal(string group) => new(CellKind.GroupTotal, group, -1);
}

/// <summary>The three ways in which clients are counted; the numbers are part of the tables' schema.</summary>
public enum CellKind
{
    /// <summary>All clients of a facet.</summary>
    Fleet = 1,

    /// <summary>All clients of a group that have not left.</summary>
    GroupTotal = 2,

    /// <summary>The clients of a facet in a group.</summary>
    Group = 3,
}
