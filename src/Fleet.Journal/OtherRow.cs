namespace Fleet.Journal;

/// <summary>A row of what is no client: what its bytes say its actor knows, whose persistence id begins with a slash.</summary>
/// <param name="manifest">Its kind, which begins with a slash too.</param>
/// <param name="bytes">Its bytes, which end with their checksum.</param>
public sealed class OtherRow(string manifest, byte[] bytes) : IPersistedRow
{
    /// <summary>Its kind.</summary>
    public string Manifest { get; } = manifest;

    /// <summary>Its bytes.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <inheritdoc/>
    public long Offset { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset RecordedAt { get; set; }

    /// <inheritdoc/>
    public (string Manifest, byte[] Bytes) Encode() => (Manifest, Bytes);
}
