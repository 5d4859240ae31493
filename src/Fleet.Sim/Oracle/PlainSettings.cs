using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.Sim.Oracle;

/// <summary>Settings as plain words. Null: nothing is said. How levels are laid over each other is read here from the document once more, and not taken from the server's code.</summary>
internal sealed record PlainSettings(
    string? RealTimeScan, string? ScanMethod, string? Roaming, string? ScheduledUpdate, string? IncludeRoamingAndOffline, string? Sources, string? Every, string? At)
{
    /// <summary>A level that says nothing.</summary>
    public static PlainSettings Nothing { get; } = new(null, null, null, null, null, null, null, null);

    /// <summary>What holds where nobody says anything.</summary>
    public static PlainSettings BuiltIn { get; } = new("unmanaged", "unmanaged", "true", "false", "false", "server", "never", null);

    /// <summary>The user may turn roaming mode on.</summary>
    public bool GrantsRoaming => Roaming == "true";

    /// <summary>Settings reach the client at a scheduled update while it roams.</summary>
    public bool ReachRoaming => ScheduledUpdate == "true" && Every is not (null or "never");

    public static PlainSettings Of(LevelSettings said) => new(
        said.RealTimeScan is { } scan ? Words.Of(scan) : null,
        said.ScanMethod is { } method ? Words.Of(method) : null,
        Flag(said.Roaming),
        Flag(said.ScheduledUpdate),
        Flag(said.IncludeRoamingAndOffline),
        said.Sources is { } sources ? string.Join(' ', sources.Order.Select(Words.Of)) : null,
        said.Every is { } every ? Words.Of(every) : null,
        said.At?.ToString());

    /// <summary>As the API tells them.</summary>
    public static PlainSettings Of(LevelJson told) => new(
        told.RealTimeScan is { } scan ? Words.Of(scan) : null,
        told.ScanMethod is { } method ? Words.Of(method) : null,
        Flag(told.Privileges?.Roaming),
        Flag(told.Privileges?.ScheduledUpdate),
        Flag(told.Updates?.IncludeRoamingAndOffline),
        told.Updates?.Sources is { } sources ? string.Join(' ', sources.Select(Words.Of)) : null,
        told.Updates?.Schedule?.Every is { } every ? Words.Of(every) : null,
        told.Updates?.Schedule?.At?.ToString());

    /// <summary>Laid over the level below. A schedule is taken whole.</summary>
    public PlainSettings Over(PlainSettings below) => new(
        RealTimeScan ?? below.RealTimeScan,
        ScanMethod ?? below.ScanMethod,
        Roaming ?? below.Roaming,
        ScheduledUpdate ?? below.ScheduledUpdate,
        IncludeRoamingAndOffline ?? below.IncludeRoamingAndOffline,
        Sources ?? below.Sources,
        Every ?? below.Every,
        Every is null ? below.At : At);

    /// <summary>After a change of single settings.</summary>
    public PlainSettings Changed(SettingsPatch patch)
    {
        var values = Of(patch.Values);
        var every = Has(Leaves.Every) ? values.Every : Every;
        return new PlainSettings(
            Has(Leaves.RealTimeScan) ? values.RealTimeScan : RealTimeScan,
            Has(Leaves.ScanMethod) ? values.ScanMethod : ScanMethod,
            Has(Leaves.Roaming) ? values.Roaming : Roaming,
            Has(Leaves.ScheduledUpdate) ? values.ScheduledUpdate : ScheduledUpdate,
            Has(Leaves.IncludeRoamingAndOffline) ? values.IncludeRoamingAndOffline : IncludeRoamingAndOffline,
            Has(Leaves.Sources) ? values.Sources : Sources,
            every,
            Has(Leaves.At) ? values.At : every == Every ? At : null);

        bool Has(Leaves leaf) => patch.Which.HasFlag(leaf);
    }

    /// <summary>For a person.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        ("realTimeScan", RealTimeScan), ("scanMethod", ScanMethod), ("roaming", Roaming), ("scheduledUpdate", ScheduledUpdate),
        ("includeRoamingAndOffline", IncludeRoamingAndOffline), ("sources", Sources), ("every", Every), ("at", At),
    }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1} {one.Item2}"));

    private static string? Flag(bool? value) => value switch { null => null, true => "true", false => "false" };
}
