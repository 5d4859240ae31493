using Fleet.Core.Clients;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>A row of <see cref="PersistenceIds.Restore"/>: offsets after <see cref="Last"/> and before its own are of a journal that was replaced.</summary>
/// <param name="Cause">How that came about.</param>
/// <param name="Last">The last offset before the row; 0: there was no row.</param>
/// <param name="LastAt">When that row was recorded; null: there was none.</param>
/// <param name="Known">The highest offset that is known of the journal that was; 0: none is.</param>
/// <param name="KnownAt">When the row at that offset was recorded; null: that is not known.</param>
public sealed record JournalReplaced(ReplacementCause Cause, long Last, DateTimeOffset? LastAt, long Known = 0, DateTimeOffset? KnownAt = null)
{
    /// <summary>Offsets that are further apart are not of one journal: no hole is smaller, and no run of rows between two restores is longer.</summary>
    public const long Apart = 1L << 31;

    /// <summary>What an operator did; null: nobody did anything, or it is a row from before such rows told it.</summary>
    public Act? Act { get; init; }

    /// <summary>How many acknowledged rows are missing, at least; 0: none is known to.</summary>
    public long MissingRows => Known <= Last ? 0 : Known - Last < Apart ? Known - Last : 1;

    /// <summary>Bytes of the row, which has the manifest <see cref="Manifests.Replaced"/>.</summary>
    public byte[] Encode()
    {
        var row = new Rows.JournalReplaced { Cause = (int)Cause, Known = Known, Last = Last, Act = PartCodec.Write(Act) };
        if (LastAt is { } lastAt)
            row.LastAt = lastAt.ToUnixTimeMilliseconds();
        if (KnownAt is { } knownAt)
            row.KnownAt = knownAt.ToUnixTimeMilliseconds();
        return RowChecksum.Write(Manifests.Replaced, row);
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    public static JournalReplaced Decode(string manifest, ReadOnlySpan<byte> bytes)
    {
        var fields = new RowFields(manifest);
        if (manifest != Manifests.Replaced)
            throw new JournalFormatException(manifest, null, "this version knows no such kind");
        RowChecksum.Check(manifest, bytes);
        try
        {
            var row = Rows.JournalReplaced.Parser.ParseFrom(bytes);
            return new JournalReplaced(
                fields.Member<ReplacementCause>(row.Cause, "cause"),
                row.HasLast && row.Last >= 0 ? row.Last : throw fields.Fault("last", "it is missing"),
                row.HasLastAt ? fields.Time(row.LastAt, "last_at") : null,
                row.Known,
                row.HasKnownAt ? fields.Time(row.KnownAt, "known_at") : null)
            {
                Act = PartCodec.Read(row.Act),
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            throw RowChecksum.Damage(manifest, e);
        }
    }
}

/// <summary>How a journal took another one's place; the numbers are stored.</summary>
public enum ReplacementCause
{
    /// <summary>A backup was restored.</summary>
    Restored = 1,

    /// <summary>A host found it older than what it knew of it.</summary>
    Behind = 2,
}
