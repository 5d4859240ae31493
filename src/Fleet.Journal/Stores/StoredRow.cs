namespace Fleet.Journal.Stores;

/// <summary>The last row of one actor, as the store keeps it.</summary>
/// <param name="PersistenceId">Whose row it is.</param>
/// <param name="SequenceNr">Its number among that actor's rows.</param>
/// <param name="Offset">Its place in the whole journal.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Deleted">It only holds the place of the highest number.</param>
/// <param name="Serializer">The Akka serializer that reads it.</param>
/// <param name="Manifest">Its kind, for that serializer.</param>
/// <param name="Writer">Who wrote it.</param>
/// <param name="Payload">Its bytes.</param>
public sealed record StoredRow(
    string PersistenceId, long SequenceNr, long Offset, DateTimeOffset RecordedAt, bool Deleted, int Serializer, string Manifest, string Writer, byte[] Payload);
