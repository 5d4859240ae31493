using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>What every index knows of a client: all that filters and orders look at.</summary>
internal readonly record struct IndexEntry(string Client, string Group, int Facet, long LastReport, long PresentSince)
{
    /// <summary>The client's place in an order.</summary>
    public ClientPosition In(ClientOrder order) => ClientPosition.Of(order, Client, Group, Facet, LastReport, PresentSince);
}
