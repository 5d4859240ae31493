using System.Net;
using System.Text.Json;
using Fleet.Core.Icons;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Tasks;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>What the document says of parameters, held against what the host does with them.</summary>
[Collection(OnSharedHost.Name)]
public sealed class ParameterTests(SharedHost host) : IAsyncLifetime
{
    private const string Client = "parameters-1";
    private string _past = "";

    public async Task InitializeAsync()
    {
        await host.Http.Reported(Client, 1, "{}");
        await host.Http.Make($$"""{"taskId":"{{Client}}","kind":"scan-now","target":{"clients":["{{Client}}"] } }""");
        _past = (await (await host.Http.GetAsync($"/v1/clients/{Client}/history")).Json()).GetProperty("items")[0].Text("recordedAt")!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_not_described_is_refused_and_what_is_taken_is_described()
    {
        foreach (var operation in Api)
        {
            var problem = await (await Send(operation, "colour=red")).Problem(HttpStatusCode.BadRequest, "unknown-parameter", "colour");
            string[] names = [.. operation.Query.Select(parameter => parameter.Text("name")!)];
            Assert.Contains(names.Length == 0 ? "takes no query parameters" : $"takes the query parameters {string.Join(", ", names)}.", problem.Text("detail")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_described_parameter_is_read_and_its_rubbish_is_refused_by_name()
    {
        foreach (var (operation, parameter) in Described)
        {
            var name = parameter.Text("name")!;
            var problem = await (await Send(operation, With(operation, name, "~"))).Json(HttpStatusCode.BadRequest, "application/problem+json");
            Assert.Equal($"{operation} {name}", $"{operation} {problem.Text("field")}");
        }
    }

    [Fact]
    public async Task Every_described_word_and_bound_is_taken_and_nothing_beyond_the_bounds()
    {
        foreach (var (operation, parameter) in Described)
        {
            var (name, schema) = (parameter.Text("name")!, parameter.GetProperty("schema"));
            var single = host.Document.Schemas.Resolved(schema.TryGetProperty("items", out var items) ? items : schema);
            foreach (var word in single.TryGetProperty("enum", out var words) ? words.EnumerateArray() : default)
                await Expect(operation, name, word.GetString()!, HttpStatusCode.OK);
            foreach (var (bound, beyond) in new[] { ("minimum", -1), ("maximum", 1) })
            {
                if (!schema.TryGetProperty(bound, out var limit))
                    continue;
                await Expect(operation, name, $"{limit.GetInt64()}", HttpStatusCode.OK);
                await Expect(operation, name, $"{limit.GetInt64() + beyond}", HttpStatusCode.BadRequest);
            }
        }
    }

    [Fact]
    public async Task A_list_may_be_given_more_than_once_and_nothing_else_may()
    {
        foreach (var (operation, parameter) in Described)
        {
            var (name, schema) = (parameter.Text("name")!, parameter.GetProperty("schema"));
            var value = Uri.EscapeDataString(Fitting(schema));
            var response = await Send(operation, $"{With(operation, name, Fitting(schema))}&{name}={value}");
            if (host.Document.Schemas.Resolved(schema).Text("type") == "array")
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{operation} {name}");
            else
                Assert.Equal($"{operation} {name}", $"{operation} {(await response.Json(HttpStatusCode.BadRequest, "application/problem+json")).Text("field")}");
        }
    }

    private IEnumerable<Operation> Api => host.Document.Operations.Where(operation => operation.Path.StartsWith("/v1/", StringComparison.Ordinal));

    private IEnumerable<(Operation, JsonElement)> Described => Api.SelectMany(operation => operation.Query.Select(parameter => (operation, parameter)));

    private async Task Expect(Operation operation, string name, string value, HttpStatusCode status)
    {
        using var response = await Send(operation, With(operation, name, value));
        Assert.True(response.StatusCode == status, $"{operation} {name}={value}: {response.StatusCode}");
    }

    private Task<HttpResponseMessage> Send(Operation operation, string query)
    {
        var path = operation.Path.Replace("{id}", Client, StringComparison.Ordinal).Replace("{taskId}", Client, StringComparison.Ordinal).Replace("{name}", Icon.All[0].Name, StringComparison.Ordinal);
        // The stream has no end: its head is enough.
        return host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(operation.Method), $"{path}?{query}"), HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A query with this parameter, and with the others that have to be there.</summary>
    private string With(Operation operation, string name, string value) => string.Join('&', operation.Query
        .Where(parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean() && parameter.Text("name") != name)
        .Select(parameter => $"{parameter.Text("name")}={Uri.EscapeDataString(Fitting(parameter.GetProperty("schema")))}")
        .Append($"{name}={Uri.EscapeDataString(value)}"));

    private string Fitting(JsonElement described)
    {
        var schema = host.Document.Schemas.Resolved(described);
        return schema.TryGetProperty("items", out var items) ? Fitting(items)
            : schema.TryGetProperty("enum", out var words) ? words[0].GetString()!
            : schema.TryGetProperty("minimum", out var least) ? $"{least.GetInt64()}"
            : schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" ? _past
            : "x";
    }
}
