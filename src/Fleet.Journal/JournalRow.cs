using Fleet.Core.Clients;
using Fleet.Protocol.Journal;

namespace Fleet.Journal;

/// <summary>What a client actor persists: an event, and the state after it, so that the last row alone recovers the client.</summary>
public sealed class JournalRow(ClientEvent happened, ClientState after) : IPersistedRow
{
    /// <summary>What happened.</summary>
    public ClientEvent Event { get; } = happened;

    /// <summary>The client after it.</summary>
    public ClientState After { get; } = after;

    /// <inheritdoc/>
    public long Offset { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset RecordedAt { get; set; }

    /// <inheritdoc/>
    public (string Manifest, byte[] Bytes) Encode() => JournalCodec.Encode(Event, After);
}
