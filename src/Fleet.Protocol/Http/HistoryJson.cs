using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Core.Icons;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>A page of changes: of one client's, or of all that happened in a stretch of time.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
/// <param name="Damaged">Rows among them that cannot be read, in the same order; not there: all can.</param>
/// <param name="Total">How many rows the client's whole history has; not there: the page is of more clients, and nobody has counted.</param>
public sealed record HistoryJson(
    IEnumerable<HistoryItemJson> Items,
    string? Next,
    long Offset,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<DamagedRowJson>? Damaged,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total);

/// <summary>One change of a client.</summary>
/// <param name="ClientId">Whose it is; not there: that of the history.</param>
/// <param name="Group">That client's group after it (if it was forgotten, before it); not there: it is a change of a history.</param>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="ObservedAt">When it happened, by the clock of who observed it.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="Cause">Where it came from.</param>
/// <param name="Seq">The report's number; not there: it was no report.</param>
/// <param name="Epoch">The epoch in which the client's numbers begin at 1 again from here; not there: they go on.</param>
/// <param name="Facts">The facts that changed.</param>
/// <param name="Connection">The connection from then on.</param>
/// <param name="Presence">Why the client was, or was not, present from then on.</param>
/// <param name="Conditions">What calls for somebody's action from then on, shown by the icon or not.</param>
/// <param name="Goodbye">The reason, where it said goodbye; not there: it did not.</param>
/// <param name="Forgotten">True where an operator had the client forgotten; not there: nobody did.</param>
/// <param name="DuplicateIdentity">True where two machines were found to use the client's id, false where they had not been seen any more; not there: neither.</param>
/// <param name="Marks">What an operator changed of what is said of the client; not there: nothing.</param>
/// <param name="Task">Which task came to which state; not there: none did.</param>
/// <param name="Icon">The icon's change; null: it stayed.</param>
public sealed record HistoryItemJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClientId? ClientId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupName? Group,
    long Offset,
    DateTimeOffset ObservedAt,
    DateTimeOffset RecordedAt,
    ChangeCause Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seq,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Epoch,
    FactsJson Facts,
    Connection Connection,
    PresenceCause Presence,
    IEnumerable<Conditions> Conditions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GoodbyeReason? Goodbye,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Forgotten,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? DuplicateIdentity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MarksChangeJson? Marks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskStepJson? Task,
    IconMoveJson? Icon);

/// <summary>A task came to another state at a client.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Kind">What it has the client do.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="State">How it stands from then on.</param>
/// <param name="Reason">Why; not there: the state says it.</param>
/// <param name="Detail">What the client said of it; not there: nothing.</param>
public sealed record TaskStepJson(
    TaskId TaskId,
    TaskKind Kind,
    int Attempt,
    TargetState State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TargetReason? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);

/// <summary>What an operator changed of what is said of a client.</summary>
/// <param name="By">Who.</param>
/// <param name="Note">What became of the note; not there: it stayed.</param>
/// <param name="Added">Tags that the client has from then on.</param>
/// <param name="Removed">Tags that it has no longer.</param>
public sealed record MarksChangeJson(
    string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NoteChangeJson? Note, IEnumerable<TagName> Added, IEnumerable<TagName> Removed);

/// <summary>A note was written or taken away.</summary>
/// <param name="Text">What it says from then on; null: it was taken away.</param>
public sealed record NoteChangeJson(string? Text);

/// <summary>Facts with the values that a change gave them; what it did not change is not there.</summary>
public sealed record FactsJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScanMethod? ScanMethod,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PatternJson? Pattern,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RealTimeScan? RealTimeScan,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SmartProtection? SmartProtection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Roaming,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupName? Group)
{
    /// <summary>Facts that no icon shows.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>From one icon to another.</summary>
/// <param name="From">Null: it was the client's first.</param>
/// <param name="To">The icon from then on.</param>
public sealed record IconMoveJson(Icon? From, Icon To);
