using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Model;

/// <summary>A client as a reader sees it.</summary>
/// <param name="Client">The client.</param>
/// <param name="State">Its state after its last row, without its epochs: those are its actor's affair, and no question is about them.</param>
/// <param name="Offset">Offset of that row.</param>
/// <param name="RecordedAt">When that row was written, by the journal's clock.</param>
/// <param name="HeardAt">When the last row that came of a report or a hello was written.</param>
public sealed record ClientRecord(ClientId Client, ClientState State, long Offset, DateTimeOffset RecordedAt, DateTimeOffset HeardAt)
{
    /// <summary>Its state after its last row, without its epochs: those are its actor's affair, and no question is about them.</summary>
    public ClientState State { get; } = State.Epochs == Epochs.None ? State : State with { Epochs = Epochs.None };

    /// <summary>
    /// When the journal last heard of the client itself; heartbeats and reports that change nothing are not in the journal, so
    /// an open session may have heard of it later.
    /// </summary>
    public DateTimeOffset LastSeen =>
        State.Presence is { Cause: PresenceCause.Goodbye, Since: { } goodbye } && goodbye > HeardAt ? goodbye : HeardAt;

    /// <summary>When the last report that changed something was observed, in milliseconds since the epoch, for orders.</summary>
    internal long LastReport => State.LastObservedAt?.ToUnixTimeMilliseconds() ?? ClientPosition.Never;

    /// <summary>Since when the client is, or is not, present, in milliseconds since the epoch, for orders.</summary>
    internal long PresentSince => State.Presence.Since?.ToUnixTimeMilliseconds() ?? ClientPosition.Never;

    /// <summary>The client's place in an order.</summary>
    internal ClientPosition In(ClientOrder order) =>
        ClientPosition.Of(order, Client.Value, State.Group.Value, Facet.Of(State).Number, LastReport, PresentSince);
}
