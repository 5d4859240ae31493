using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>The addresses for whoever watches over the host: the framework serves them, and does not describe them.</summary>
internal static class ProbePaths
{
    public static void AddTo(OpenApiDocument api)
    {
        api.Paths["/health/live"] = Get("isAlive", "Is the process alive?", new OpenApiResponses { ["200"] = Health("It does.", "healthy") });
        api.Paths["/health/ready"] = Get("isReady", "Is the host ready?", new OpenApiResponses
        {
            ["200"] = Health("It can.", "healthy"),
            ["503"] = Health("It cannot: a check tells why.", "unhealthy"),
        });
        api.Paths["/metrics"] = Get("getMetrics", "Get metrics", new OpenApiResponses
        {
            ["200"] = Response("In the text format of Prometheus.", "text/plain", new OpenApiMediaType { Schema = Schemas.Text }),
        });
    }

    private static OpenApiPathItem Get(string name, string summary, OpenApiResponses responses) => new()
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new()
            {
                OperationId = name,
                Summary = summary,
                Description = "For whoever watches over the host.",
                Tags = new HashSet<OpenApiTagReference> { new(Chapters.Host) },
                Responses = responses,
            },
        },
    };

    private static OpenApiResponse Health(string description, string status)
    {
        OpenApiSchema Word() => Schemas.OneOf(["healthy", "unhealthy"]).Named("HealthStatus");
        var check = Schemas.Object("A check.", ["status", "description"], ("status", "How it went.", Word()), ("description", "What is wrong.", Schemas.OrNull(Schemas.Text))).Named("HealthCheck");
        var checks = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = check };
        return Response(description, "application/json", new OpenApiMediaType
        {
            Schema = Schemas.Object("How the host is.", ["status", "checks"], ("status", "All in all.", Word()), ("checks", "By name.", checks)).Named("Health"),
            Example = new JsonObject { ["status"] = status, ["checks"] = new JsonObject { ["journal"] = new JsonObject { ["status"] = status, ["description"] = null } } },
        });
    }

    private static OpenApiResponse Response(string description, string type, OpenApiMediaType content) =>
        new() { Description = description, Content = new Dictionary<string, OpenApiMediaType> { [type] = content } };
}
