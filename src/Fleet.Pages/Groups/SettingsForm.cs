using System.Text.Json;
using System.Text.Json.Nodes;
using Fleet.Pages.Answers;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Groups;

/// <summary>The form of what a level says of settings: a field that is left alone is inherited.</summary>
internal static class SettingsForm
{
    /// <summary>The form as it is shown.</summary>
    /// <param name="request">The page.</param>
    /// <param name="action">Where it is sent.</param>
    /// <param name="level">What the level says.</param>
    /// <param name="target">What the acts of it are done to, as the audit has it.</param>
    public static SettingsFormModel Of(PageRequest request, string action, KnownLevel level, string target)
    {
        var said = FactTexts.Json(level.Says);
        return new SettingsFormModel(
            action,
            field => request.Refused is null ? Said(said, field) : request.Filled[field].ToString(),
            request.Refused is null ? level.Version : request.Filled["version"].ToString(),
            request.Refused,
            request.FormKey,
            target);
    }

    /// <summary>The body of <c>PUT …/settings</c> that it asks for.</summary>
    public static JsonObject BodyOf(IFormCollection form) => new JsonObject()
        .Put("realTimeScan", form.Text("realTimeScan"))
        .Put("scanMethod", form.Text("scanMethod"))
        .Put("privileges", new JsonObject().Put("roaming", form.YesOrNo("privileges.roaming")).Put("scheduledUpdate", form.YesOrNo("privileges.scheduledUpdate")))
        .Put("updates", new JsonObject()
            .Put("includeRoamingAndOffline", form.YesOrNo("updates.includeRoamingAndOffline"))
            .Put("sources", form.Words("updates.sources"))
            .Put("schedule", new JsonObject().Put("every", form.Text("updates.schedule.every")).Put("at", form.Text("updates.schedule.at"))));

    /// <summary>What a level says at the place of a field; empty: nothing.</summary>
    private static string Said(JsonElement level, string field)
    {
        foreach (var member in field.Split('.'))
        {
            if (!level.TryGetProperty(member, out level))
                return "";
        }

        return level.ValueKind switch
        {
            JsonValueKind.Array => string.Join(' ', level.EnumerateArray()),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => level.ToString(),
        };
    }
}
