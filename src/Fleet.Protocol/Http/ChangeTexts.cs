using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Changes of clients, for people and for spreadsheets.</summary>
public static class ChangeTexts
{
    /// <summary>A column for each fact, with what the change made of it.</summary>
    public static CsvTable<HistoryItemJson> Table { get; } = new(
    [
        ("offset", item => item.Offset),
        ("recordedAt", item => item.RecordedAt),
        ("observedAt", item => item.ObservedAt),
        ("clientId", item => item.ClientId?.Value),
        ("group", item => item.Group?.Value),
        ("cause", item => Words.Of(item.Cause)),
        ("seq", item => item.Seq),
        ("epoch", item => item.Epoch),
        ("connection", item => Words.Of(item.Connection)),
        ("presence", item => Words.Of(item.Presence)),
        ("conditions", item => string.Join(' ', (item.Conditions ?? []).Select(Words.Of))),
        ("goodbye", item => item.Goodbye is { } goodbye ? Words.Of(goodbye) : null),
        ("forgotten", item => item.Forgotten),
        ("duplicateIdentity", item => item.DuplicateIdentity),
        ("by", item => item.Marks?.By),
        ("note", item => item.Marks?.Note is { } note ? note.Text ?? "" : null),
        ("tagsAdded", item => item.Marks is { } marks ? string.Join(' ', marks.Added.Select(tag => tag.Value)) : null),
        ("tagsRemoved", item => item.Marks is { } marks ? string.Join(' ', marks.Removed.Select(tag => tag.Value)) : null),
        ("iconFrom", item => item.Icon?.From?.Name),
        ("iconTo", item => item.Icon?.To.Name),
        .. Facts.All.Select(fact => ($"facts.{fact.Name}", (Func<HistoryItemJson, object?>)(item => ValueOf(item, Words.Of(fact.Fact))))),
    ]);

    /// <summary>Where it came from; of a report also its number.</summary>
    public static string CauseOf(HistoryItemJson item) => item.Seq is { } seq ? $"{Words.Of(item.Cause)} {seq}" : Words.Of(item.Cause);

    /// <summary>What changed.</summary>
    public static string Of(HistoryItemJson item) =>
        item.Forgotten is true ? "forgotten"
        : item.DuplicateIdentity is { } duplicate ? $"{Words.Of(Conditions.DuplicateIdentity)} {(duplicate ? "found" : "over")}"
        : string.Join(", ", Parts(item));

    private static List<string> Parts(HistoryItemJson item)
    {
        if (item.Marks is { } marks)
            return [.. NoteOf(marks), .. marks.Added.Select(tag => $"tag +{tag}"), .. marks.Removed.Select(tag => $"tag -{tag}")];
        List<string> facts = [.. FactTexts.Each(item.Facts).Select(fact => $"{fact.Name} {FactTexts.TextOf(fact.Value)}")];
        var goodbye = item.Goodbye is { } reason ? $": {Words.Of(reason)}" : "";
        return item.Cause == ChangeCause.Session || facts.Count == 0
            ? [.. facts, $"{Words.Of(item.Connection)} ({Words.Of(item.Presence)}{goodbye})"]
            : facts;
    }

    private static IEnumerable<string> NoteOf(MarksChangeJson marks) => marks.Note is { } note ? [note.Text is { } text ? $"note: {text}" : "note removed"] : [];

    private static string? ValueOf(HistoryItemJson item, string fact) =>
        FactTexts.Each(item.Facts).Where(told => told.Name == fact).Select(told => FactTexts.TextOf(told.Value)).FirstOrDefault();
}
