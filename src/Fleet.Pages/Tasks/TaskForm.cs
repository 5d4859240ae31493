using System.Text.Json.Nodes;
using Fleet.Pages.Serving;
using Fleet.Pages.Targets;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Tasks;

/// <summary>The form of a new task. Its fields are named by the paths of the API's body.</summary>
internal static class TaskForm
{
    /// <summary>As many waves as the form has room for.</summary>
    public const int Waves = 4;

    /// <summary>The field for the share of a wave, from 0.</summary>
    public static string PercentOf(int wave) => $"rollout.waves[{wave}].percent";

    /// <summary>The field that says that the wave after it has to be approved.</summary>
    public static string ApproveOf(int wave) => $"rollout.waves[{wave}].approve";

    /// <summary>The body of <c>POST /v1/tasks</c> that it asks for.</summary>
    public static JsonObject BodyOf(PageRequest request)
    {
        var form = request.Filled;
        return new JsonObject()
            .Put("taskId", form.Text("taskId"))
            .Put("kind", form.Text("kind"))
            .Put("target", TargetForm.BodyOf(request))
            .Put("whenUnreachable", form.Text("whenUnreachable"))
            .Put("expiresAfter", form.Text("expiresAfter"))
            .Put("timeout", form.Text("timeout"))
            .Put("retries", form.Number("retries"))
            .Put("rollout", new JsonObject()
                .Put("perMinute", form.Number("rollout.perMinute"))
                .Put("increase", new JsonObject().Put("factor", form.Number("rollout.increase.factor")).Put("after", form.Number("rollout.increase.after")))
                .Put("abort", new JsonObject().Put("failedPercent", form.Number("rollout.abort.failedPercent")).Put("minimum", form.Number("rollout.abort.minimum")))
                .Put("waves", WavesOf(form)))
            .Put("note", form.Text("note"));
    }

    /// <summary>Up to the last one of which anything is filled in. One before it without a share goes along, to be refused: left out, the others would move up.</summary>
    private static JsonArray? WavesOf(IFormCollection form)
    {
        var waves = Enumerable.Range(0, Waves).Select(i => new JsonObject { ["percent"] = form.Number(PercentOf(i)), ["approve"] = form[ApproveOf(i)] == "true" }).ToList();
        var last = waves.FindLastIndex(wave => wave["percent"] is not null || (bool)wave["approve"]!);
        return last < 0 ? null : new JsonArray([.. waves.Take(last + 1)]);
    }
}
