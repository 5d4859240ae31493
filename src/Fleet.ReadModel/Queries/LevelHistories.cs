using System.Globalization;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Reads what levels said of settings off the journal. Rows that cannot be read are left out.</summary>
internal static class LevelHistories
{
    /// <summary>A client has rows of other kinds between those of its settings: a page looks at so many.</summary>
    private const int MostLooks = 10_000;

    private const int Stretch = 500;

    /// <exception cref="QueryException">The limit or the cursor is wrong.</exception>
    public static LevelHistoryPage Page(IJournalSource journal, LevelHistoryQuery query, JournalMark upTo)
    {
        PageLimits.Check(query.Limit);
        if (journal.LastRow(query.Level, upTo.Offset) is not { } end)
            return new LevelHistoryPage([], Next: null, upTo.Offset);
        var items = new List<LevelHistoryItem>();
        var number = query.Cursor is null ? query.Descending ? end.Number : 1 : ReadCursor(query, end.Number);
        for (var looks = 0; looks < MostLooks && number >= 1 && number <= end.Number;)
        {
            var rows = query.Descending ? journal.RowsBackFrom(query.Level, number, Stretch) : journal.RowsFrom(query.Level, number, Stretch);
            if (rows.Count == 0)
                return new LevelHistoryPage(items, Next: null, upTo.Offset);
            foreach (var row in rows.Where(row => row.Number <= end.Number))
            {
                looks++;
                number = row.Number;
                if (Item(journal, row) is not { } item)
                    continue;
                if (items.Count == query.Limit)
                    return new LevelHistoryPage(items, WriteCursor(query, upTo.Offset, number), upTo.Offset);
                items.Add(item);
            }

            number += query.Descending ? -1 : 1;
        }

        return new LevelHistoryPage(items, number < 1 || number > end.Number ? null : WriteCursor(query, upTo.Offset, number), upTo.Offset);
    }

    /// <summary>What the fleet or a group said at an offset; of rows that cannot be read the one before counts.</summary>
    public static PutLevel At(IJournalSource journal, GroupName? group, long offset)
    {
        var level = LevelRow.IdOf(group);
        for (var row = journal.LastRow(level, offset); row is { } entry; row = journal.RowBefore(level, entry.Number))
        {
            if (Read(entry) is { } read)
                return new PutLevel(read.Settings, entry.Offset);
        }

        return PutLevel.None;
    }

    /// <summary>What the fleet and all groups said at an offset.</summary>
    public static SettingsBook BookAt(IJournalSource journal, long offset)
    {
        var book = SettingsBook.Empty;
        foreach (var row in journal.OthersAfter(PersistenceIds.Fleet, PersistenceIds.AfterGroups, 0).Where(row => row.Offset <= offset))
        {
            if (LevelRow.IsLevel(row.Client, out var group) && Read(row) is { } read)
                book = book.With(group, new PutLevel(read.Settings, row.Offset));
        }

        return book;
    }

    private static LevelHistoryItem? Item(IJournalSource journal, JournalEntry row)
    {
        if (!row.IsOfClient)
            return Read(row) is { } level ? new LevelHistoryItem(row.Offset, row.RecordedAt, level.Act, Before(journal, row), level.Settings) : null;
        return row.Manifest == Manifests.SettingsPut && row.TryRead(out var read, out _) && read.Event is SettingsPut put
            ? new LevelHistoryItem(row.Offset, row.RecordedAt, put.Act, journal.ReadableBefore(row.Client, row.Number)?.After.Settings.Own ?? LevelSettings.None, put.Own)
            : null;
    }

    private static LevelSettings Before(IJournalSource journal, JournalEntry row)
    {
        while (journal.RowBefore(row.Client, row.Number) is { } before)
        {
            if (Read(before) is { } level)
                return level.Settings;
            row = before;
        }

        return LevelSettings.None;
    }

    private static LevelRow? Read(JournalEntry row)
    {
        try
        {
            return LevelRow.Decode(row.Manifest, row.Payload);
        }
        catch (JournalFormatException)
        {
            return null;
        }
    }

    private static string WriteCursor(LevelHistoryQuery query, long offset, long number) =>
        Cursor.Write(query.Fingerprint, offset, number.ToString(CultureInfo.InvariantCulture));

    private static long ReadCursor(LevelHistoryQuery query, long last) =>
        Cursor.Read(query.Fingerprint, query.Cursor!) is [var text] && long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= last
            ? number
            : throw Cursor.Bad();
}
