using System.Text.Json.Serialization;
using Fleet.ReadModel.Queries;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A page of a client's history.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
/// <param name="Damaged">Rows among them that cannot be read, in the same order; not there: all can.</param>
internal sealed record HistoryJson(
    IEnumerable<HistoryItemJson> Items,
    string? Next,
    long Offset,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<DamagedRowJson>? Damaged)
{
    public static HistoryJson Of(HistoryPage page) => new(
        page.Items.Select(HistoryItemJson.Of), page.Next, page.Offset, page.Damaged.Count == 0 ? null : page.Damaged.Select(DamagedRowJson.Of));
}

/// <summary>One change of a client.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="ObservedAt">When it happened, by the clock of who observed it.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="Cause">Where it came from.</param>
/// <param name="Seq">The report's number; not there: it was no report.</param>
/// <param name="Epoch">The epoch in which the client's numbers begin at 1 again from here; not there: they go on.</param>
/// <param name="Facts">The facts that changed.</param>
/// <param name="Connection">The connection from then on.</param>
/// <param name="Presence">Why the client was, or was not, present from then on.</param>
/// <param name="Goodbye">The reason, where it said goodbye; not there: it did not.</param>
/// <param name="Forgotten">True where an operator had the client forgotten; not there: nobody did.</param>
/// <param name="Icon">The icon's change; null: it stayed.</param>
internal sealed record HistoryItemJson(
    long Offset,
    DateTimeOffset ObservedAt,
    DateTimeOffset RecordedAt,
    ChangeCause Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Epoch,
    FactsJson Facts,
    Connection Connection,
    PresenceCause Presence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoodbyeReason? Goodbye,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Forgotten,
    IconMoveJson? Icon)
{
    public static HistoryItemJson Of(HistoryItem item) => new(
        item.Offset,
        item.Event.ObservedAt,
        item.RecordedAt,
        item.Cause,
        item.Seq,
        item.Epoch,
        FactsJson.Of(item.Changed, item.After),
        item.After.Connection,
        item.After.Presence.Cause,
        item.Event is SessionEnded ended ? ended.Goodbye : null,
        item.Event is Forgotten ? true : null,
        IconMoveJson.Of(item.Event.Icon));
}

/// <summary>From one icon to another.</summary>
/// <param name="From">Null: it was the client's first.</param>
/// <param name="To">The icon from then on.</param>
internal sealed record IconMoveJson(Icon? From, Icon To)
{
    public static IconMoveJson? Of(IconChange? change) => change is null ? null : new IconMoveJson(change.From, change.To);
}
