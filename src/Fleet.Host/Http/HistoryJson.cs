using Fleet.Actors.ReadModel.Queries;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A page of a client's history.</summary>
internal sealed record HistoryJson(IEnumerable<HistoryItemJson> Items, string? Next, long Offset)
{
    public static HistoryJson Of(HistoryPage page) => new(page.Items.Select(HistoryItemJson.Of), page.Next, page.Offset);
}

/// <summary>One change of a client.</summary>
internal sealed record HistoryItemJson(
    long Offset,
    DateTimeOffset ObservedAt,
    DateTimeOffset RecordedAt,
    string Cause,
    long? Seq,
    IReadOnlyDictionary<string, object> Facts,
    string Connection,
    string Presence,
    IconMoveJson? Icon)
{
    public static HistoryItemJson Of(HistoryItem item) => new(
        item.Offset,
        item.Event.ObservedAt,
        item.RecordedAt,
        Words.Of(item.Cause),
        item.Seq,
        FactsJson.All.Where(fact => item.Changed.HasFlag(fact)).ToDictionary(FactsJson.NameOf, fact => FactsJson.ValueOf(fact, item.After)),
        Words.Of(item.After.Connection),
        Words.Of(item.After.Presence.Cause),
        IconMoveJson.Of(item.Event.Icon));
}

/// <summary>From one icon to another; <c>from</c> is null at a client's first.</summary>
internal sealed record IconMoveJson(string? From, string To)
{
    public static IconMoveJson? Of(IconChange? change) => change is null ? null : new IconMoveJson(change.From?.Name, change.To.Name);
}
