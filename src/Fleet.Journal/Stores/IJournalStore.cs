namespace Fleet.Journal.Stores;

/// <summary>Where rows are kept. All SQL is behind this seam.</summary>
/// <remarks>
/// One thread calls the members that write, another one <see cref="ReadLast"/>. Connections are opened when they are first
/// needed and again after a failure, so that a store which comes back is found.
/// </remarks>
public interface IJournalStore : IDisposable
{
    /// <summary>Writes all rows of all writes in one durable transaction, or none, and stamps offset and time into them.</summary>
    /// <param name="writes">In the order of their offsets.</param>
    /// <param name="now">The time to stamp, unless the last row's is later; null: by the store's own clock, one for all nodes.</param>
    /// <returns>What the clock said.</returns>
    DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now);

    /// <summary>After a commit of unknown outcome: which of these very writes are in the store, durably. Their rows are stamped.</summary>
    IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes);

    /// <summary>Writes durably without adding a row: whether the store takes writes at all.</summary>
    void Probe();

    /// <summary>The last row of each actor that has one, by one query: rows that are durable, and none that is still under way is missed.</summary>
    IReadOnlyList<StoredRow> ReadLast(IReadOnlyCollection<string> persistenceIds);

    /// <summary>What an exception thrown by a member above means.</summary>
    StoreFault FaultOf(Exception exception);
}

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
