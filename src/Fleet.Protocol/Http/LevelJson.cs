using System.Text.Json.Serialization;
using Fleet.Core.Settings;

namespace Fleet.Protocol.Http;

/// <summary>Settings: what a level says, or what is in force. What is not there is inherited.</summary>
/// <param name="RealTimeScan">Whether Real-time Scan is to be on.</param>
/// <param name="ScanMethod">Which scan method there is to be.</param>
/// <param name="Privileges">What the user may do.</param>
/// <param name="Updates">How components are updated.</param>
public sealed record LevelJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ManagedScan? RealTimeScan,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ManagedMethod? ScanMethod,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LevelJson.PrivilegesJson? Privileges,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LevelJson.UpdatesJson? Updates)
{
    /// <summary>Settings as the API tells them.</summary>
    public static LevelJson Of(LevelSettings level) => new(
        level.RealTimeScan,
        level.ScanMethod,
        (level.Which & (Leaves.Roaming | Leaves.ScheduledUpdate)) == 0 ? null : new PrivilegesJson(level.Roaming, level.ScheduledUpdate),
        (level.Which & (Leaves.IncludeRoamingAndOffline | Leaves.Sources | Leaves.Every)) == 0
            ? null
            : new UpdatesJson(level.IncludeRoamingAndOffline, level.Sources?.Order, level.Every is null ? null : new ScheduleJson(level.Every, level.At)));

    /// <summary>What the user may do.</summary>
    /// <param name="Roaming">Turn roaming mode on.</param>
    /// <param name="ScheduledUpdate">Have scheduled updates, and settings with them, while the client roams.</param>
    public sealed record PrivilegesJson(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Roaming,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? ScheduledUpdate);

    /// <summary>How components are updated.</summary>
    /// <param name="IncludeRoamingAndOffline">Automatic updates include roaming and offline clients.</param>
    /// <param name="Sources">Where from, the first choice first.</param>
    /// <param name="Schedule">When, without anybody's doing.</param>
    public sealed record UpdatesJson(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? IncludeRoamingAndOffline,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<UpdateSource>? Sources,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScheduleJson? Schedule);

    /// <summary>When updates run.</summary>
    /// <param name="Every">How often.</param>
    /// <param name="At">When, in UTC; not there: never.</param>
    public sealed record ScheduleJson(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Recurrence? Every,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UpdateTime? At);
}

/// <summary>A level was put.</summary>
/// <param name="Offset">Who waits for this offset sees it.</param>
public sealed record LevelPutJson(long Offset);

/// <summary>A page of what a level said.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
public sealed record LevelHistoryJson(IEnumerable<LevelHistoryJson.ItemJson> Items, string? Next, long Offset)
{
    /// <summary>A change of a level.</summary>
    /// <param name="Offset">Its place in the journal.</param>
    /// <param name="RecordedAt">When it was written, by the journal's clock.</param>
    /// <param name="By">Who.</param>
    /// <param name="Address">From where.</param>
    /// <param name="Before">What the level said.</param>
    /// <param name="After">What it says from then on.</param>
    public sealed record ItemJson(long Offset, DateTimeOffset RecordedAt, string By, string Address, LevelJson Before, LevelJson After);
}

/// <summary>Settings of many clients were changed.</summary>
/// <param name="Clients">How many clients say it now themselves.</param>
/// <param name="Offset">Who waits for this offset sees it.</param>
public sealed record SettingsChangedJson(int Clients, long Offset);
