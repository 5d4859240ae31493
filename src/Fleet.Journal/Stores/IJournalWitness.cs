using Fleet.Protocol.Journal;

namespace Fleet.Journal.Stores;

/// <summary>Remembers, beside the journal, how far it went: so a journal that was replaced by an older one is found out before it is written to.</summary>
public interface IJournalWitness
{
    /// <summary>The furthest row that it has seen; null: none.</summary>
    KnownRow? Furthest();

    /// <summary>The journal is another one, and is marked as that.</summary>
    void Replaced(JournalReplaced how);
}

/// <summary>A row that somebody has seen in the journal.</summary>
/// <param name="Offset">Its place.</param>
/// <param name="RecordedAt">When it was written; null: that is not known.</param>
public readonly record struct KnownRow(long Offset, DateTimeOffset? RecordedAt);
