using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;

namespace Fleet.Host.Tests.Tasks;

/// <summary>Words for scenes of tasks over HTTP.</summary>
internal static class TaskScene
{
    public static async Task<JsonElement> Make(this HttpClient http, string body) => await (await http.PostTask(body)).Json(HttpStatusCode.Accepted);

    public static Task<HttpResponseMessage> PostTask(this HttpClient http, string body) =>
        http.PostAsync(new Uri("/v1/tasks", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Puts settings, and tells the offset at which they are seen.</summary>
    public static async Task<long> PutSettings(this HttpClient http, string path, string body) =>
        (await (await http.PutAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"))).Json()).GetProperty("offset").GetInt64();

    public static async Task<JsonElement> Order(this HttpClient http, string task, string order) =>
        await (await http.PostAsync(new Uri($"/v1/tasks/{task}/{order}", UriKind.Relative), content: null)).Json();

    public static async Task<JsonElement> TaskOf(this HttpClient http, string task) => await (await http.GetAsync($"/v1/tasks/{task}")).Json();

    /// <summary>Waits until a task stands so.</summary>
    public static async Task<JsonElement> Until(this HttpClient http, string task, Func<JsonElement, bool> stands)
    {
        JsonElement found = default;
        await Eventually.Holds(async () => stands(found = await http.TaskOf(task)));
        return found;
    }

    /// <summary>How many targets are in a state.</summary>
    public static long Count(this JsonElement task, string state) => task.GetProperty("byState").GetProperty(state).GetInt64();

    /// <summary>Each target is in one state.</summary>
    public static bool AddsUp(this JsonElement task) => task.GetProperty("byState").EnumerateObject().Sum(state => state.Value.GetInt64()) == task.GetProperty("targets").GetInt64();

    /// <summary>The targets of a task, by client.</summary>
    public static async Task<Dictionary<string, JsonElement>> Targets(this HttpClient http, string task, string query = "")
    {
        var page = await (await http.GetAsync($"/v1/tasks/{task}/clients{query}")).Json();
        return page.GetProperty("items").EnumerateArray().ToDictionary(target => target.Text("clientId")!);
    }

    public static Task UntilOffline(this HttpClient http, string client) =>
        Eventually.Holds(async () => (await (await http.GetAsync($"/v1/clients/{client}")).Json()).Text("connection") == "offline");

    public static string? Reason(this JsonElement target) => target.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
}
