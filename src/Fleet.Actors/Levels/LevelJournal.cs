using Fleet.Core.Settings;
using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Levels;

/// <summary>Reads what levels say off the journal, from where it was read to before. Used by one thread at a time.</summary>
/// <param name="open">Opens the journal; null while nobody has written to it. Called again after a failure.</param>
/// <param name="damaged">Is told of rows that cannot be read, of each once.</param>
internal sealed class LevelJournal(Func<IJournalSource?> open, Action<DamagedRow> damaged) : IDisposable
{
    private IJournalSource? _journal;
    private long _offset;

    /// <summary>What levels say by rows that came since; of those that cannot be read the one before counts.</summary>
    /// <exception cref="Exception">The journal cannot be read now.</exception>
    public List<LevelTold> Look()
    {
        try
        {
            if ((_journal ??= open()) is not { } journal)
                return [];
            var found = new List<LevelTold>();
            foreach (var entry in journal.OthersAfter(PersistenceIds.Fleet, PersistenceIds.AfterGroups, _offset))
            {
                _offset = Math.Max(_offset, entry.Offset);
                if (LevelRow.IsLevel(entry.Client, out var group) && Read(entry) is { } settings)
                    found.Add(new LevelTold(group, new PutLevel(settings, entry.Offset)));
            }

            return found;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal?.Dispose();
        _journal = null;
    }

    private LevelSettings? Read(JournalEntry entry)
    {
        try
        {
            return LevelRow.Decode(entry.Manifest, entry.Payload).Settings;
        }
        catch (JournalFormatException fault)
        {
            damaged(new DamagedRow(entry.Offset, entry.RecordedAt, entry.Client, entry.Number, fault.Reason));
            return null;
        }
    }
}
