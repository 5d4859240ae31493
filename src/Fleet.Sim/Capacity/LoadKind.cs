namespace Fleet.Sim.Capacity;

/// <summary>Which side of the load is searched; the other one is given.</summary>
public enum LoadKind
{
    /// <summary>Reports a second of the whole fleet, at a number of clients.</summary>
    Rate = 1,

    /// <summary>Clients, at a rate each.</summary>
    Clients,
}
