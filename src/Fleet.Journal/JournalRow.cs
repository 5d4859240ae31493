using Fleet.Core.Clients;

namespace Fleet.Journal;

/// <summary>What a client actor persists: an event, and the state after it, so that the last row alone recovers the client.</summary>
/// <remarks>
/// The journal's writer stamps <see cref="Offset"/> and <see cref="RecordedAt"/> into the very object that was persisted
/// before the persist handler runs, and into the object that a recovery reads.
/// </remarks>
public sealed class JournalRow(ClientEvent happened, ClientState after)
{
    /// <summary>What happened.</summary>
    public ClientEvent Event { get; } = happened;

    /// <summary>The client after it.</summary>
    public ClientState After { get; } = after;

    /// <summary>The journal's <c>ordering</c>; 0 until the row is durable.</summary>
    public long Offset { get; set; }

    /// <summary>The journal's clock, never decreasing along the offset; default until the row is durable.</summary>
    public DateTimeOffset RecordedAt { get; set; }
}
