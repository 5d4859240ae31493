using System.Text.Json.Nodes;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Tasks;

/// <summary>The form of a new task.</summary>
internal static class TaskForm
{
    /// <summary>As many waves as the form has room for.</summary>
    public const int Waves = 4;

    /// <summary>The body of <c>POST /v1/tasks</c> that it asks for.</summary>
    public static JsonObject BodyOf(IFormCollection form) => new JsonObject()
        .Put("taskId", form.Text("taskId"))
        .Put("kind", form.Text("kind"))
        .Put("target", new JsonObject().Put("clients", form.Words("clients")).Put("group", form.Text("group")).Put("filter", form.Text("filter")))
        .Put("whenUnreachable", form.Text("whenUnreachable"))
        .Put("expiresAfter", form.Text("expiresAfter"))
        .Put("timeout", form.Text("timeout"))
        .Put("retries", form.Number("retries"))
        .Put("rollout", new JsonObject()
            .Put("perMinute", form.Number("perMinute"))
            .Put("increase", new JsonObject().Put("factor", form.Number("increase-factor")).Put("after", form.Number("increase-after")))
            .Put("abort", new JsonObject().Put("failedPercent", form.Number("abort-failedPercent")).Put("minimum", form.Number("abort-minimum")))
            .Put("waves", WavesOf(form)))
        .Put("note", form.Text("note"));

    private static JsonArray? WavesOf(IFormCollection form)
    {
        var waves = new JsonArray();
        for (var i = 1; i <= Waves; i++)
        {
            if (form.Number($"wave-{i}") is { } percent)
                waves.Add(new JsonObject { ["percent"] = percent, ["approve"] = form[$"approve-{i}"] == "true" });
        }

        return waves.Count == 0 ? null : waves;
    }
}
