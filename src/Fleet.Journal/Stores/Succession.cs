using System.Security.Cryptography;
using Fleet.Journal.Sql;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Stores;

/// <summary>
/// The rule by which no offset is used twice: a journal that takes another one's place, from a backup say, goes on so far above it
/// that whoever comes with an offset of the one that was is found out.
/// </summary>
internal static class Succession
{
    /// <summary>Random, so that two journals that were restored from the same backup do not meet.</summary>
    private const int MostSteps = 1_024;

    private const int StepBits = 32;

    private const string Ours = $"persistence_id = '{PersistenceIds.Restore}'";

    /// <summary>The row that marks where a journal goes on.</summary>
    /// <param name="how">What it says.</param>
    /// <param name="number">How many there are with it.</param>
    /// <param name="now">By the clock; recorded time does not go back before the last row's.</param>
    public static StoredRow Row(JournalReplaced how, long number, DateTimeOffset now)
    {
        var offset = Math.Max(how.Last, how.Known) + ((long)RandomNumberGenerator.GetInt32(1, MostSteps + 1) << StepBits);
        var recordedAt = RecordedTime.Of(RecordedTime.Ticks(how.LastAt > now ? how.LastAt.Value : now));
        return new StoredRow(
            PersistenceIds.Restore, number, offset, recordedAt, Deleted: false, JournalCodec.Serializer, Manifests.Replaced, WriterName.New(), how.Encode());
    }

    /// <summary>Marks a journal that is behind what is known of it, inside a transaction of its caller that nobody else writes beside.</summary>
    /// <param name="journal">With the journal's tables.</param>
    /// <param name="known">A row that the journal had.</param>
    /// <param name="now">The time to stamp.</param>
    /// <param name="insert">Writes a row as it is.</param>
    /// <returns>What the mark says, which may be there already; null: the journal is not behind.</returns>
    public static JournalReplaced? Mark(ISqlConnection journal, KnownRow known, DateTimeOffset now, Action<StoredRow> insert)
    {
        if (Marks(journal).FirstOrDefault(mark => mark.Replaces(known.Offset)) is { } marked)
            return marked.How;
        var end = End(journal);
        if (end.Offset >= known.Offset)
            return null;
        var how = new JournalReplaced(ReplacementCause.Behind, end.Offset, end.RecordedAt, known.Offset, known.RecordedAt);
        insert(Row(how, 1 + journal.Number($"SELECT coalesce(max(sequence_number), 0) FROM journal WHERE {Ours}"), now));
        return how;
    }

    /// <summary>The places where a journal took another one's, in order: as many as there were restores. Kinds of marks that this version does not know are skipped.</summary>
    public static IReadOnlyList<SuccessionMark> Marks(ISqlConnection journal)
    {
        using var select = journal.Prepare($"SELECT ordering, created, message FROM journal WHERE {Ours} AND manifest = '{Manifests.Replaced}' ORDER BY sequence_number");
        // All of them first, as one that is damaged asks the journal something else.
        return select.All(row => (Offset: row.Int64(0), RecordedAt: RecordedTime.Of(row.Int64(1)), Bytes: row.Bytes(2)))
            .ConvertAll(mark => new SuccessionMark(mark.Offset, mark.RecordedAt, How(journal, mark.Offset, mark.Bytes)));
    }

    /// <summary>Opens a way to write, and looks first whether it leads to the journal that is known.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="witness">Knows; is told.</param>
    /// <param name="own">The last row that was written by this way before; null: none.</param>
    /// <param name="now">The time to stamp; null: by the store's own clock.</param>
    public static IStoreAppender Open(Func<IStoreAppender> open, IJournalWitness? witness, KnownRow? own, DateTimeOffset? now)
    {
        // Asked before: whatever is written in between, the journal has it.
        var furthest = witness?.Furthest();
        var known = (own?.Offset ?? -1) > (furthest?.Offset ?? -1) ? own : furthest;
        var appender = open();
        try
        {
            if (known is { } row && appender.MarkIfBehind(row, now) is { } how)
                witness?.Replaced(how);
            return appender;
        }
        catch
        {
            appender.Dispose();
            throw;
        }
    }

    /// <summary>What a mark says. Where its bytes are damaged, its place says as much: the hole is before it.</summary>
    private static JournalReplaced How(ISqlConnection journal, long offset, byte[] bytes)
    {
        try
        {
            return JournalReplaced.Decode(Manifests.Replaced, bytes);
        }
        catch (JournalFormatException)
        {
            return new JournalReplaced(ReplacementCause.Restored, journal.Number($"SELECT coalesce(max(ordering), 0) FROM journal WHERE ordering < {offset}"), null);
        }
    }

    private static KnownRow End(ISqlConnection journal)
    {
        using var select = journal.Prepare("SELECT ordering, created FROM journal ORDER BY ordering DESC LIMIT 1");
        return select.First(row => new KnownRow(row.Int64(0), RecordedTime.Of(row.Int64(1))), default);
    }
}

/// <summary>A place where a journal took another one's place.</summary>
/// <param name="Offset">Of the row that marks it.</param>
/// <param name="RecordedAt">When that was written.</param>
/// <param name="How">What it says.</param>
public sealed record SuccessionMark(long Offset, DateTimeOffset RecordedAt, JournalReplaced How)
{
    /// <summary>An offset is one of the journal that was.</summary>
    public bool Replaces(long offset) => offset > How.Last && offset < Offset;
}
