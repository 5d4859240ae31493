using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>The settings of a client.</summary>
/// <param name="Effective">What is in force.</param>
/// <param name="From">Where each comes from.</param>
/// <param name="Wanted">Names what is in force.</param>
/// <param name="Applied">Names what the client applied last; null: nothing, as far as is known.</param>
/// <param name="State">How it stands to what is in force.</param>
/// <param name="WaitsFor">What the settings wait for; null: nothing.</param>
/// <param name="Drift">What it reported and is managed to be otherwise.</param>
/// <param name="Error">Why it could not apply what is in force; not there: it could, or has not tried.</param>
public sealed record ClientSettingsJson(
    LevelJson Effective, SettingOriginsJson From, string Wanted, string? Applied, SettingsState State, SettingsWait? WaitsFor, IEnumerable<Fact> Drift,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error)
{
    /// <summary>The settings of a client as the API tells them.</summary>
    /// <param name="state">The client.</param>
    /// <param name="book">What the fleet and its groups say.</param>
    /// <param name="awaited">What it was sent and has not answered; null: nothing, as far as is known.</param>
    public static ClientSettingsJson Of(ClientState state, SettingsBook book, string? awaited = null)
    {
        var inForce = book.InForce(state.Group, state.Settings.Own);
        var standing = Deployment.StandingOf(state.Managed, inForce, state.Capabilities.HasFlag(Capabilities.Settings), awaited);
        return new ClientSettingsJson(
            LevelJson.Of(inForce.Settings),
            SettingOriginsJson.Of(inForce.From),
            inForce.Tag,
            state.Settings.Applied?.Tag,
            standing.State,
            standing.WaitsFor,
            Words.Each(standing.Drift),
            standing.State == SettingsState.Failed ? state.Settings.Failed?.Error : null);
    }
}

/// <summary>Where each setting that is in force comes from.</summary>
public sealed record SettingOriginsJson(
    SettingLevel RealTimeScan, SettingLevel ScanMethod, SettingOriginsJson.PrivilegeOriginsJson Privileges, SettingOriginsJson.UpdateOriginsJson Updates)
{
    /// <summary>Origins as the API tells them.</summary>
    public static SettingOriginsJson Of(SettingOrigins from) => new(
        from[Leaves.RealTimeScan],
        from[Leaves.ScanMethod],
        new PrivilegeOriginsJson(from[Leaves.Roaming], from[Leaves.ScheduledUpdate]),
        new UpdateOriginsJson(from[Leaves.IncludeRoamingAndOffline], from[Leaves.Sources], new ScheduleOriginsJson(from[Leaves.Every], from[Leaves.At])));

    /// <summary>Of privileges.</summary>
    public sealed record PrivilegeOriginsJson(SettingLevel Roaming, SettingLevel ScheduledUpdate);

    /// <summary>Of updates.</summary>
    public sealed record UpdateOriginsJson(SettingLevel IncludeRoamingAndOffline, SettingLevel Sources, ScheduleOriginsJson Schedule);

    /// <summary>Of their schedule, which is taken whole.</summary>
    public sealed record ScheduleOriginsJson(SettingLevel Every, SettingLevel At);
}
