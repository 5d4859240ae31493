namespace Fleet.Journal.Stores;

/// <summary>A row on its way into the store.</summary>
/// <param name="persistenceId">Whose row it is.</param>
/// <param name="sequenceNr">Its number among that actor's rows, from 1.</param>
/// <param name="serializer">The Akka serializer that reads it.</param>
/// <param name="manifest">Its kind, for that serializer.</param>
/// <param name="payload">Its bytes.</param>
public sealed class PendingRow(string persistenceId, long sequenceNr, int serializer, string manifest, byte[] payload)
{
    /// <summary>Whose row it is.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Its number among that actor's rows, from 1.</summary>
    public long SequenceNr { get; } = sequenceNr;

    /// <summary>The Akka serializer that reads it.</summary>
    public int Serializer { get; } = serializer;

    /// <summary>Its kind, for that serializer.</summary>
    public string Manifest { get; } = manifest;

    /// <summary>Its bytes.</summary>
    public byte[] Payload { get; } = payload;

    /// <summary>Stamped by the store; valid once the row is committed.</summary>
    public long Offset { get; set; }

    /// <summary>Stamped by the store; valid once the row is committed.</summary>
    public DateTimeOffset RecordedAt { get; set; }
}
