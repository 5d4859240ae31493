using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Why a client is as it is: the row of the icon table, the conditions, and the change behind each fact.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="At">The moment asked for, else that of the client's last change.</param>
/// <param name="Icon">The icon, and where it stands in the table of icons.</param>
/// <param name="Conditions">What calls for somebody's action, and what that is.</param>
/// <param name="Note">What an operator wrote about it; not there: nothing.</param>
/// <param name="Tags">What operators tagged it with, in the order of the words.</param>
/// <param name="Facts">Every fact with the change that made it so.</param>
/// <param name="Presence">Why it is, or is not, present, and the change that made it so.</param>
public sealed record ExplanationJson(
    ClientId ClientId,
    DateTimeOffset At,
    ExplanationJson.RowJson Icon,
    IEnumerable<ExplanationJson.ConditionJson> Conditions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NoteJson? Note,
    IEnumerable<TagName> Tags,
    OriginsJson Facts,
    OriginJson<PresenceCause> Presence)
{
    /// <summary>An icon and its row in the table of icons.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Row">Within its connection and scan method, from 1.</param>
    /// <param name="Text">What it says.</param>
    public sealed record RowJson(Icon Name, int Row, string Text);

    /// <summary>A condition that holds.</summary>
    /// <param name="Code">The condition.</param>
    /// <param name="ShownByIcon">Whether the icon tells of it.</param>
    /// <param name="RequiredActions">What ends it, in this order.</param>
    /// <param name="Change">What made it so; not there: the facts tell.</param>
    public sealed record ConditionJson(
        Conditions Code, bool ShownByIcon, IEnumerable<RequiredActionJson> RequiredActions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChangeJson? Change);

    /// <summary>The change that made something so.</summary>
    /// <param name="Since">Since when, by the server's clock.</param>
    /// <param name="Offset">The change's place in the journal; null: its row cannot be read.</param>
    /// <param name="Cause">Where it came from.</param>
    /// <param name="RecordedAt">When it was written, by the journal's clock.</param>
    public sealed record ChangeJson(DateTimeOffset Since, long? Offset, ChangeCause? Cause, DateTimeOffset? RecordedAt);
}

/// <summary>A value and the change that made it so. What was never told has its default, and nothing that made it so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Since">Since when, by the clock of who told it.</param>
/// <param name="Offset">The change's place in the journal.</param>
/// <param name="Cause">Where the change came from.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="Seq">The report's number; not there: it was no report.</param>
/// <param name="Setting">The setting that the client followed; not there: none, as far as is known.</param>
/// <param name="Task">The task that had the client do it; not there: none, as far as is known.</param>
public sealed record OriginJson<T>(
    T Value, DateTimeOffset? Since, long? Offset, ChangeCause? Cause, DateTimeOffset? RecordedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seq = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SettingBehindJson? Setting = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TaskBehindJson? Task = null) where T : notnull;

/// <summary>A setting that a client followed: it reported otherwise before, and has applied what was in force then.</summary>
/// <param name="Level">Which level said so.</param>
/// <param name="Offset">Of the row by which it said so; null: it cannot be read, or is too long ago.</param>
public sealed record SettingBehindJson(SettingLevel Level, long? Offset);

/// <summary>A task that had a client do something.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Kind">What it has clients do.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
public sealed record TaskBehindJson(TaskId TaskId, TaskKind Kind, int Attempt);

/// <summary>Every fact of a client with the change that made it what it is.</summary>
public sealed record OriginsJson(
    OriginJson<ScanMethod> ScanMethod,
    OriginJson<PatternJson> Pattern,
    OriginJson<RealTimeScan> RealTimeScan,
    OriginJson<SmartProtection> SmartProtection,
    OriginJson<bool> Roaming,
    OriginJson<GroupName> Group)
{
    /// <summary>Facts that no icon shows.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
