using System.Text.Json;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Clients as comma-separated values, for spreadsheets: a column for all that JSON has but the sentences. Lists are words with blanks between them.</summary>
public static class ClientCsv
{
    /// <summary>The columns.</summary>
    public static CsvTable<ClientJson> Table { get; } = new(
    [
        ("clientId", client => client.ClientId.Value),
        ("group", client => client.Group.Value),
        ("connection", client => Words.Of(client.Connection)),
        ("presenceCause", client => Words.Of(client.Presence.Cause)),
        ("presentSince", client => client.Presence.Since),
        ("link", client => Words.Of(client.Presence.Link)),
        ("lastSeen", client => client.Presence.LastSeen),
        ("provenance", client => client.Presence.Provenance is { } provenance ? Words.Of(provenance) : null),
        ("goodbye", client => client.Presence.Goodbye is { } goodbye ? Words.Of(goodbye) : null),
        ("scanMethod", client => Words.Of(client.ScanMethod)),
        ("pattern", client => Words.Of(client.Pattern.Status)),
        ("patternVersion", client => client.Pattern.Version),
        ("patternReleasedAt", client => client.Pattern.ReleasedAt),
        ("realTimeScan", client => Words.Of(client.RealTimeScan)),
        ("smartProtection", client => Words.Of(client.SmartProtection)),
        .. ClientStatus.UnshownFacts.Select(fact => (fact.Name, (Func<ClientJson, object?>)(client => ValueOf(client, fact)))),
        ("agentVersion", client => client.AgentVersion),
        ("icon", client => client.Icon.Name),
        ("conditions", client => string.Join(' ', client.Conditions.Select(Words.Of))),
        ("requiredActions", client => string.Join(' ', client.RequiredActions.Select(action => action.Code).Distinct())),
        ("unreported", client => string.Join(' ', client.Unreported.Select(fact => Facts.Of(fact).Name))),
        ("tags", client => string.Join(' ', client.Tags.Select(tag => tag.Value))),
        ("note", client => client.Note?.Text),
        ("settingsState", client => Words.Of(client.Settings.State)),
        ("settingsWaitFor", client => client.Settings.WaitsFor is { } wait ? Words.Of(wait) : null),
        ("settingsWanted", client => client.Settings.Wanted),
        ("settingsApplied", client => client.Settings.Applied),
        ("settingsError", client => client.Settings.Error),
        ("roamingPrivilege", client => client.Settings.Effective.Privileges?.Roaming),
        ("lastReportSeq", client => client.LastReport?.Seq),
        ("lastReportObservedAt", client => client.LastReport?.ObservedAt),
        ("offset", client => client.Offset),
        .. Facts.All.Select(fact => ($"since.{fact.Name}", (Func<ClientJson, object?>)(client => client.Since.TryGetValue(fact.Fact, out var since) ? since : null))),
    ]);

    private static object? ValueOf(ClientJson client, FactRow fact) =>
        client.Others is not { } others || !others.TryGetValue(fact.Name, out var value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : value.GetString();
}
