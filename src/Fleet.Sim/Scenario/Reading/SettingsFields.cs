using Fleet.Core.Settings;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads what an act says of settings.</summary>
internal static class SettingsFields
{
    /// <summary>Leaves a setting to the level below.</summary>
    private const string Inherit = "inherit";

    private static readonly string[] Keys = ["real-time-scan", "scan-method", "roaming", "scheduled-update", "include-roaming-and-offline", "sources", "every", "at"];

    /// <summary>Of an act that puts settings in the place of those before, or changes some of them.</summary>
    public static SettingsPatch Read(MappingFields act)
    {
        var (put, patch) = (act.Optional("put"), act.Optional("patch"));
        if ((put is null) == (patch is null))
            throw (patch?.Place ?? act.Place).Error("settings are put, or patched: one of the two");
        var said = Read(put ?? patch!);
        var whole = put is not null ? SettingsPatch.Whole(said.Values) : said;
        return whole.Fault is not { } fault ? whole
            : throw (put ?? patch!).Place.Error(fault.Message.Replace("updates.schedule.", "", StringComparison.Ordinal));
    }

    private static SettingsPatch Read(PlacedNode node)
    {
        var which = Leaves.None;
        var fields = new MappingFields(node, "settings", Keys);
        var values = new LevelSettings
        {
            RealTimeScan = Value("real-time-scan", Leaves.RealTimeScan, FieldValues.Word<ManagedScan>),
            ScanMethod = Value("scan-method", Leaves.ScanMethod, FieldValues.Word<ManagedMethod>),
            Roaming = Value("roaming", Leaves.Roaming, FieldValues.Flag),
            ScheduledUpdate = Value("scheduled-update", Leaves.ScheduledUpdate, FieldValues.Flag),
            IncludeRoamingAndOffline = Value("include-roaming-and-offline", Leaves.IncludeRoamingAndOffline, FieldValues.Flag),
            Every = Value("every", Leaves.Every, FieldValues.Word<Recurrence>),
            Sources = Said("sources", Leaves.Sources) is { } sources ? Sources(sources) : null,
            At = Said("at", Leaves.At) is { } at ? At(at) : null,
        };
        return which == Leaves.None && node is MappingNode { Entries.IsEmpty: false } ? throw node.Place.Error("nothing is said") : new SettingsPatch(which, values);

        T? Value<T>(string key, Leaves leaf, Func<PlacedNode, T> read) where T : struct => Said(key, leaf) is { } said ? read(said) : null;

        PlacedNode? Said(string key, Leaves leaf)
        {
            if (fields.Optional(key) is not { } said)
                return null;
            which |= leaf;
            return said is ScalarNode { Text: Inherit } ? null : said;
        }
    }

    private static UpdateSources Sources(PlacedNode node) => new UpdateSources(FieldValues.List(node, FieldValues.Word<UpdateSource>)) is { IsValid: true } sources
        ? sources
        : throw node.Place.Error($"sources are {UpdateSources.Rule}");

    private static UpdateTime At(PlacedNode node) => UpdateTime.TryParse(FieldValues.Text(node), out var at)
        ? at
        : throw node.Place.Error($"'{FieldValues.Text(node)}' is no time of an update: it takes {UpdateTime.Rule}");
}
