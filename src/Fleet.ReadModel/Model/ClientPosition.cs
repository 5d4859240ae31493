using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Model;

/// <summary>A place in an order: that of one client.</summary>
/// <param name="Text">Value of the order's text, in orders that go by one; else empty.</param>
/// <param name="Number">Value of the order's number, in orders that go by one; else 0.</param>
/// <param name="Client">Among equal values the order goes by id.</param>
public sealed record ClientPosition(string Text, long Number, string Client)
{
    /// <summary>For a time that is not known: before every other.</summary>
    public const long Never = long.MinValue;

    /// <summary>The place of a client.</summary>
    /// <param name="order">The order.</param>
    /// <param name="client">Its id.</param>
    /// <param name="group">Its group.</param>
    /// <param name="facet">Number of its facet.</param>
    /// <param name="lastReport">In milliseconds since the epoch, or <see cref="Never"/>.</param>
    /// <param name="presentSince">In milliseconds since the epoch, or <see cref="Never"/>.</param>
    public static ClientPosition Of(ClientOrder order, string client, string group, int facet, long lastReport, long presentSince) => order switch
    {
        ClientOrder.Group => new(group, 0, client),
        ClientOrder.Connection or ClientOrder.Icon => new(TextOf(facet, order), 0, client),
        ClientOrder.LastReport => new("", lastReport, client),
        ClientOrder.Since => new("", presentSince, client),
        _ => new("", 0, client),
    };

    /// <summary>What an order by connection or by icon goes by.</summary>
    public static string TextOf(int facet, ClientOrder order) =>
        order == ClientOrder.Icon ? Facet.All[facet].Icon.Name : Words.Of(Facet.All[facet].Status.Connection);
}
