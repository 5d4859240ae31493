using System.Globalization;
using System.Text.Json;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>An operator's act as the request that does it.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">From the API's address.</param>
/// <param name="Body">JSON; null: there is none.</param>
public sealed record ActRequest(string Method, string Path, string? Body)
{
    /// <summary>The request of an act: the same text for the same act.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown act.</exception>
    public static ActRequest Of(OperatorAct act) => act switch
    {
        OperatorAct.PutLevel put => new ActRequest("PUT", put.Group is { } group ? $"/v1/groups/{group}/settings" : "/v1/settings", SettingsText.Of(put.Settings)),
        OperatorAct.ChangeSettings change => new ActRequest("POST", "/v1/settings/changes", $$"""{"target":{{TargetText(change.Target)}},"patch":{{PatchText(change.Patch)}}}"""),
        OperatorAct.MakeTask made => new ActRequest("POST", "/v1/tasks", TaskText(made.Task)),
        OperatorAct.OrderTask order => new ActRequest("POST", $"/v1/tasks/{order.Task}/{Words.Of(order.Order)}", Body: null),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "unknown act"),
    };

    private static string TargetText(Selection target) => target switch
    {
        Selection.Named named => $$"""{"clients":[{{string.Join(',', named.Clients.Select(client => $"\"{client}\""))}}]}""",
        Selection.OfGroup of => $$"""{"group":"{{of.Group}}"}""",
        Selection.Filtered filtered => $$"""{"filter":{{JsonSerializer.Serialize(filtered.Query)}}}""",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "unknown selection"),
    };

    /// <summary>A merge patch: what is changed and says nothing from then on is null.</summary>
    private static string PatchText(SettingsPatch patch)
    {
        var values = patch.Values;
        return Object(
            Member(Leaves.RealTimeScan, "realTimeScan", values.RealTimeScan is { } scan ? $"\"{Words.Of(scan)}\"" : null),
            Member(Leaves.ScanMethod, "scanMethod", values.ScanMethod is { } method ? $"\"{Words.Of(method)}\"" : null),
            Inner("privileges", Member(Leaves.Roaming, "roaming", Flag(values.Roaming)), Member(Leaves.ScheduledUpdate, "scheduledUpdate", Flag(values.ScheduledUpdate))),
            Inner(
                "updates",
                Member(Leaves.IncludeRoamingAndOffline, "includeRoamingAndOffline", Flag(values.IncludeRoamingAndOffline)),
                Member(Leaves.Sources, "sources", values.Sources is { } sources ? $"[{string.Join(',', sources.Order.Select(source => $"\"{Words.Of(source)}\""))}]" : null),
                Inner("schedule", Member(Leaves.Every, "every", values.Every is { } every ? $"\"{Words.Of(every)}\"" : null), Member(Leaves.At, "at", values.At is { } at ? $"\"{at}\"" : null))));

        string Member(Leaves leaf, string name, string? value) => patch.Which.HasFlag(leaf) ? $"\"{name}\":{value ?? "null"}" : "";
    }

    private static string TaskText(TaskDefinition task)
    {
        var rollout = task.Rollout;
        return Object(
            $"\"taskId\":\"{task.Id}\"",
            $"\"kind\":\"{Words.Of(task.Kind)}\"",
            $"\"target\":{TargetText(task.Target)}",
            $"\"whenUnreachable\":\"{Words.Of(task.WhenUnreachable)}\"",
            $"\"expiresAfter\":\"{task.ExpiresAfter:c}\"",
            $"\"timeout\":\"{task.Timeout:c}\"",
            string.Create(CultureInfo.InvariantCulture, $"\"retries\":{task.Retries}"),
            Inner(
                "rollout",
                string.Create(CultureInfo.InvariantCulture, $"\"perMinute\":{rollout.PerMinute}"),
                rollout.Increase is { } increase ? string.Create(CultureInfo.InvariantCulture, $$"""
                    "increase":{"factor":{{increase.Factor}},"after":{{increase.After}}}
                    """) : "",
                rollout.Abort is { } abort ? string.Create(CultureInfo.InvariantCulture, $$"""
                    "abort":{"failedPercent":{{abort.FailedPercent}},"minimum":{{abort.Minimum}}}
                    """) : "",
                rollout.Waves.IsEmpty ? "" : $"\"waves\":[{string.Join(',', rollout.Waves.Select(Wave))}]"),
            task.Remark.Length == 0 ? "" : $"\"note\":{JsonSerializer.Serialize(task.Remark)}");
    }

    private static string Wave(Wave wave) => string.Create(CultureInfo.InvariantCulture, $$"""{"percent":{{wave.Percent}},"approve":{{Flag(wave.Approve)}}}""");

    private static string? Flag(bool? value) => value is { } flag ? flag ? "true" : "false" : null;

    private static string Inner(string name, params IEnumerable<string> members) => Object(members) is var text && text.Length > 2 ? $"\"{name}\":{text}" : "";

    private static string Object(params IEnumerable<string> members) => $"{{{string.Join(',', members.Where(member => member.Length > 0))}}}";
}
