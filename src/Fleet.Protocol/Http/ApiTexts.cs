using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Http;

/// <summary>How the API writes the words, ids and times of the domain.</summary>
public static class ApiTexts
{
    /// <summary>Facts are named as the members are that tell them.</summary>
    private static readonly Dictionary<Fact, string> Facts = Enum.GetValues<Fact>()
        .Where(fact => fact != Fact.None).ToDictionary(fact => fact, fact => JsonNamingPolicy.CamelCase.ConvertName(fact.ToString()));

    private const string OwnLevel = "client";

    /// <summary>The names of icons.</summary>
    public static ApiText<Icon> Icon { get; } = new(icon => icon.Name, Core.Icons.Icon.TryParse)
    {
        Words = [.. Core.Icons.Icon.All.Select(icon => icon.Name)],
        Rule = "names of icons, as GET /v1/icons lists them",
    };

    /// <summary>The names of clients.</summary>
    public static ApiText<ClientId> Client { get; } = new(client => client.Value, ClientId.TryParse) { Pattern = ClientId.Pattern, Rule = ClientId.Rule };

    /// <summary>The names of groups.</summary>
    public static ApiText<GroupName> Group { get; } = new(group => group.Value, GroupName.TryParse) { Pattern = GroupName.Pattern, Rule = GroupName.Rule };

    /// <summary>The tags of clients.</summary>
    public static ApiText<TagName> Tag { get; } = new(tag => tag.Value, TagName.TryParse) { Pattern = TagName.Pattern, Rule = TagName.Rule };

    /// <summary>Where settings come from; what is said for a client alone is called after it.</summary>
    public static ApiText<SettingLevel> Level { get; } = new(
        level => level == SettingLevel.Own ? OwnLevel : Words.Of(level),
        (text, out level) => (level = text == OwnLevel ? SettingLevel.Own : Words.TryParse<SettingLevel>(text, out var other) ? other : (SettingLevel)(-1)) >= 0)
    {
        Words = [.. Enum.GetValues<SettingLevel>().Select(level => level == SettingLevel.Own ? OwnLevel : Words.Of(level))],
    };

    /// <summary>When scheduled updates run.</summary>
    public static ApiText<UpdateTime> UpdateTime { get; } = new(time => time.ToString(), Core.Settings.UpdateTime.TryParse) { Pattern = Core.Settings.UpdateTime.Pattern, Rule = Core.Settings.UpdateTime.Rule };

    /// <summary>The names of tasks.</summary>
    public static ApiText<TaskId> Task { get; } = new(task => task.Value, TaskId.TryParse) { Pattern = TaskId.Pattern, Rule = TaskId.Rule };

    /// <summary>Moments.</summary>
    public static ApiText<DateTimeOffset> Time { get; } = new ApiTime();

    /// <summary>How long something takes.</summary>
    public static ApiText<TimeSpan> Span { get; } = new(
        span => span.ToString("c", CultureInfo.InvariantCulture), (text, out span) => TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out span))
    {
        Pattern = @"^([0-9]+\.)?[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{7})?$",
        Rule = "a time span, such as 00:30:00 or 1.00:00:00",
    };

    /// <summary>All of them, for JSON.</summary>
    internal static IReadOnlyList<JsonConverter> All { get; } =
    [
        Word<Connection>(), Word<ScanMethod>(), Word<PatternStatus>(), Word<RealTimeScan>(), Word<SmartProtection>(), Word<Conditions>(),
        Word<PresenceCause>(), Word<GoodbyeReason>(), Word<ChangeCause>(), Word<ActionOwner>(), Word<PresenceLink>(), Word<Provenance>(),
        Word<ManagedScan>(), Word<ManagedMethod>(), Word<UpdateSource>(), Word<Recurrence>(), Level, Word<SettingsState>(), Word<SettingsWait>(), Word<NoticeCode>(),
        new ApiText<Fact>(fact => Facts[fact], (text, out fact) => (fact = Facts.FirstOrDefault(known => known.Value == text).Key) != Fact.None) { Words = [.. Facts.Values] },
        Word<TaskKind>(), Word<TaskState>(), Word<TargetState>(), Word<TargetReason>(), Word<NextOccasion>(), Word<WhenUnreachable>(),
        Icon, Client, Group, Tag, UpdateTime, Task, Time, Span,
    ];

    /// <summary>The words of a vocabulary.</summary>
    public static ApiText<T> Word<T>() where T : struct, Enum => new(Words.Of, Words.TryParse) { Words = Words.All<T>() };
}

/// <summary>Writes times in UTC with milliseconds, the precision of the journal, and makes no text of each on the way.</summary>
internal sealed class ApiTime : ApiText<DateTimeOffset>
{
    public ApiTime()
        : base(Rfc3339.Text, (text, out time) => Rfc3339.TryParse(text, out time)) => Rule = Rfc3339.Rule;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ");
        writer.WriteStringValue(text[..length]);
    }
}
