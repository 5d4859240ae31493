using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Hosting;

/// <summary>What tests say over HTTP, and what they look at.</summary>
internal static class Requests
{
    public static Task<HttpResponseMessage> Report(this HttpClient http, string client, string json, string query = "") =>
        http.PostAsync($"/v1/clients/{client}/reports{query}", new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Sends a report with these facts, and expects it to be taken.</summary>
    public static async Task<JsonElement> Reported(this HttpClient http, string client, long seq, string facts, string observedAt = "2026-05-01T08:00:00Z") =>
        await Json(await http.Report(client, $$"""{"seq":{{seq}},"observedAt":"{{observedAt}}","facts":{{facts}}}"""));

    /// <summary>One that takes no for an answer, for what is about being refused.</summary>
    public static HttpClient Impatient(this HttpClient http) => new() { BaseAddress = http.BaseAddress, Timeout = Patience.Long };

    /// <summary>Waits until questions are answered from a read model that is at least so far. A host that has just started has none yet.</summary>
    public static Task UntilVisible(this HttpClient http, long offset) => Eventually.Holds(async () =>
    {
        using var response = await http.GetAsync($"/v1/fleet/summary?minOffset={offset}");
        return response.IsSuccessStatusCode;
    });

    public static async Task<JsonElement> Json(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK, string type = "application/json")
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}, not {(int)expected}: {body}");
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Expects an RFC 9457 problem.</summary>
    public static async Task<JsonElement> Problem(this HttpResponseMessage response, HttpStatusCode status, string code, string? field = null)
    {
        var problem = await response.Json(status, "application/problem+json");
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(field, problem.TryGetProperty("field", out var named) ? named.GetString() : null);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem;
    }

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
