using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.Testing;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>The document of the HTTP API, as the host gives it away.</summary>
internal sealed class ApiDocument
{
    private ApiDocument(JsonElement root)
    {
        Root = root;
        Schemas = new SchemaCheck(root);
        Operations =
        [
            .. from path in root.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
        ];
    }

    public JsonElement Root { get; }

    public SchemaCheck Schemas { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public static async Task<ApiDocument> Of(HttpClient http) => new(await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json"));

    /// <summary>The operation that a request is for; null: there is none.</summary>
    public Operation? Find(HttpMethod method, Uri address) =>
        Operations.SingleOrDefault(operation => operation.Method == method.Method && operation.IsAt(address.AbsolutePath));
}

/// <summary>One method of one address.</summary>
internal sealed class Operation(string method, string path, JsonElement described)
{
    private readonly Regex _path = new(
        $"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]+}", "[^/]+", RegexOptions.None, Patience.Long)}$", RegexOptions.None, Patience.Long);

    public string Method => method;

    public string Path => path;

    public JsonElement Described => described;

    public IEnumerable<JsonElement> Parameters => described.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [];

    /// <summary>The parameters of the query.</summary>
    public IEnumerable<JsonElement> Query => Parameters.Where(parameter => parameter.GetProperty("in").GetString() == "query");

    public bool IsAt(string address) => _path.IsMatch(address);

    public override string ToString() => $"{method} {path}";
}
