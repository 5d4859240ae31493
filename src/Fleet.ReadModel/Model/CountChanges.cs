namespace Fleet.ReadModel.Model;

/// <summary>Sums up how counts change as clients go from one facet or group to another.</summary>
internal sealed class CountChanges
{
    private readonly Dictionary<Cell, long> _changes = [];

    /// <summary>The cells that changed by something.</summary>
    public IEnumerable<KeyValuePair<Cell, long>> Changes => _changes.Where(change => change.Value != 0);

    /// <summary>A client goes from one place to another; null: it does not exist.</summary>
    public void Move(CountKey? from, CountKey? to)
    {
        if (from == to)
            return;
        if (from is { } left)
            Add(left, -1);
        if (to is { } entered)
            Add(entered, 1);
    }

    private void Add(CountKey place, int change)
    {
        Add(Cell.OfFleet(place.Facet), change);
        Add(Cell.OfGroup(place.Group, place.Facet), change);
        if (!Facet.All[place.Facet].Left)
            Add(Cell.OfTotal(place.Group), change);
    }

    private void Add(Cell cell, int change) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_changes, cell, out _) += change;
}
