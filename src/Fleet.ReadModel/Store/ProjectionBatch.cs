using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Store;

/// <summary>What a stretch of the journal does to the tables.</summary>
/// <param name="Offset">Of the stretch's last row.</param>
/// <param name="RecordedAt">When that row was written.</param>
/// <param name="Clients">Every client that it touched, as it is after it; forgotten ones too.</param>
/// <param name="Damaged">Rows of it that cannot be read, in order: they are left out.</param>
/// <param name="IsCheckpoint">All counts are to be kept as of this offset.</param>
public sealed record ProjectionBatch(long Offset, DateTimeOffset RecordedAt, IReadOnlyCollection<ClientChange> Clients, IReadOnlyList<DamagedRow> Damaged, bool IsCheckpoint)
{
    /// <summary>Its rows of what is no client, in order.</summary>
    public IReadOnlyList<JournalEntry> Others { get; init; } = [];

    /// <summary>What operators did, in order.</summary>
    public IReadOnlyList<RecordedAct> Acts { get; init; } = [];

    /// <summary>What its rows do to tasks, in order.</summary>
    public IReadOnlyList<TaskChange> Tasks { get; init; } = [];
}

/// <summary>A client after a stretch of the journal.</summary>
/// <param name="Record">The client; its <see cref="ClientRecord.HeardAt"/> is what the stretch knows of it.</param>
/// <param name="IsHeard">The stretch knows when the client was heard; else the time that is known already stays.</param>
public readonly record struct ClientChange(ClientRecord Record, bool IsHeard);
