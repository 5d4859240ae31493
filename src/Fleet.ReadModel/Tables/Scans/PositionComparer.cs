using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>The order of places: by text, number and id, all of it either upwards or downwards.</summary>
internal sealed class PositionComparer(bool descending) : IComparer<ClientPosition>
{
    public int Compare(ClientPosition? x, ClientPosition? y)
    {
        var upwards = string.CompareOrdinal(x!.Text, y!.Text);
        if (upwards == 0)
            upwards = x.Number.CompareTo(y.Number);
        if (upwards == 0)
            upwards = string.CompareOrdinal(x.Client, y.Client);
        return descending ? -upwards : upwards;
    }
}
