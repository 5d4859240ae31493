namespace Fleet.Journal;

/// <summary>What an actor persists: the journal keeps nothing else.</summary>
/// <remarks>
/// The journal's writer stamps <see cref="Offset"/> and <see cref="RecordedAt"/> into the very object that was persisted
/// before the persist handler runs, and into the object that a recovery reads.
/// </remarks>
public interface IPersistedRow
{
    /// <summary>The journal's <c>ordering</c>; 0 until the row is durable.</summary>
    long Offset { get; set; }

    /// <summary>The journal's clock, never decreasing along the offset; default until the row is durable.</summary>
    DateTimeOffset RecordedAt { get; set; }

    /// <summary>Its kind, and the bytes that are stored.</summary>
    (string Manifest, byte[] Bytes) Encode();
}
