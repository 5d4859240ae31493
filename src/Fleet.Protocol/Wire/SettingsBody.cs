using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Settings;

namespace Fleet.Protocol.Wire;

/// <summary>Reads what a level is to say.</summary>
public static class SettingsBody
{
    /// <summary>Reads a whole level: what is not there, or is null, is inherited. Whatever comes, nothing here throws.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="level">What it says; it may still contradict itself, which <see cref="LevelSettings.Fault"/> tells.</param>
    /// <param name="refusal">Why it is none, with the path of the member in question.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out LevelSettings? level, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        level = null;
        try
        {
            using var document = JsonDocument.Parse(json, ReportJson.Options);
            level = Read(fields, document.RootElement, "").Values;
        }
        catch (JsonException e)
        {
            fields.Refuse(RefusalCode.Malformed, "", ReportJson.NoJson(e));
        }

        refusal = fields.Fault;
        return (level = refusal is null ? level : null) is not null;
    }

    /// <summary>Reads a JSON merge patch (RFC 7396): null leaves a setting, or all of an object, to the level below.</summary>
    internal static SettingsPatch Read(Fields fields, JsonElement patch, string path)
    {
        var reader = new LeafReader();
        var members = new JsonMembers(fields, patch, path, "realTimeScan", "scanMethod", "privileges", "updates");
        var scan = reader.Leaf(members, "realTimeScan", Leaves.RealTimeScan, m => m.Word<ManagedScan>("realTimeScan"));
        var method = reader.Leaf(members, "scanMethod", Leaves.ScanMethod, m => m.Word<ManagedMethod>("scanMethod"));
        var privileges = reader.Object(members, "privileges", Leaves.Roaming | Leaves.ScheduledUpdate, "roaming", "scheduledUpdate");
        var roaming = reader.Leaf(privileges, "roaming", Leaves.Roaming, m => m.Flag("roaming"));
        var scheduled = reader.Leaf(privileges, "scheduledUpdate", Leaves.ScheduledUpdate, m => m.Flag("scheduledUpdate"));
        var updates = reader.Object(
            members, "updates", Leaves.IncludeRoamingAndOffline | Leaves.Sources | Leaves.Every | Leaves.At, "includeRoamingAndOffline", "sources", "schedule");
        var include = reader.Leaf(updates, "includeRoamingAndOffline", Leaves.IncludeRoamingAndOffline, m => m.Flag("includeRoamingAndOffline"));
        var sources = reader.Leaf(updates, "sources", Leaves.Sources, m => m.Words<UpdateSource>("sources"));
        var schedule = reader.Object(updates, "schedule", Leaves.Every | Leaves.At, "every", "at");
        var every = reader.Leaf(schedule, "every", Leaves.Every, m => m.Word<Recurrence>("every"));
        var at = reader.Leaf(schedule, "at", Leaves.At, m => m.Text("at"));
        var prefix = path.Length == 0 ? "" : $"{path}.";
        return new SettingsPatch(reader.Which, new LevelSettings
        {
            RealTimeScan = scan,
            ScanMethod = method,
            Roaming = roaming,
            ScheduledUpdate = scheduled,
            IncludeRoamingAndOffline = include,
            Sources = sources is null ? null : SourcesOf(fields, sources, $"{prefix}updates.sources"),
            Every = every,
            At = at is null ? null : TimeOf(fields, at, $"{prefix}updates.schedule.at"),
        });
    }

    private static UpdateSources? SourcesOf(Fields fields, List<UpdateSource> order, string field)
    {
        var sources = new UpdateSources([.. order]);
        if (sources.IsValid)
            return sources;
        fields.OutOfRange(field, UpdateSources.Rule);
        return null;
    }

    private static UpdateTime? TimeOf(Fields fields, string text, string field)
    {
        if (!UpdateTime.TryParse(text, out var time))
            fields.OutOfRange(field, UpdateTime.Rule);
        return time;
    }

    /// <summary>Notes which settings are named.</summary>
    private sealed class LeafReader
    {
        public Leaves Which { get; private set; }

        public T? Leaf<T>(JsonMembers? members, string name, Leaves leaf, Func<JsonMembers, T?> read)
        {
            if (members is null || !members.Has(name))
                return default;
            Which |= leaf;
            return members.IsNull(name) ? default : read(members);
        }

        public JsonMembers? Object(JsonMembers? members, string name, Leaves all, params ReadOnlySpan<string> known)
        {
            if (members is null || !members.IsNull(name))
                return members?.Object(name, known);
            Which |= all;
            return null;
        }
    }
}
