using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;

namespace Fleet.Journal;

/// <summary>A row of a client that cannot be read: its bytes are damaged, or of a kind that this version does not know.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Client">Whose row it is, as it stands there.</param>
/// <param name="Number">Its number among that client's rows, from 1.</param>
/// <param name="Reason">What is wrong with it: half a sentence.</param>
public sealed record DamagedRow(long Offset, DateTimeOffset RecordedAt, string Client, long Number, string Reason)
{
    /// <summary>Names the row and what is wrong with it, in one sentence without its full stop.</summary>
    public override string ToString() =>
        $"Row {Number} of client {Client}, at offset {Offset}, recorded {RecordedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}, cannot be read: {Reason}";

    internal static DamagedRow Of(StoredRow row, JournalFormatException fault) => new(row.Offset, row.RecordedAt, row.PersistenceId, row.SequenceNr, fault.Reason);
}
