using System.Text;
using System.Text.Json.Nodes;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the body has to be that names a client to forget, and what is wrong with one that is not.</summary>
internal static class ForgetSchema
{
    /// <summary>An example of each problem, made by whoever refuses.</summary>
    public static Problem[] Problems { get; } =
    [
        Wrong("""{"colour":"red"}"""),
        Wrong("{}"),
        Wrong("""{"clientId":"pc 7"}"""),
        ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge),
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
    ];

    public static OpenApiRequestBody Body() => new()
    {
        Description = "The client. No other members are taken.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = Schemas.Object("A client to forget.", ["clientId"], ("clientId", "The client.", Schemas.Matching(ClientId.Pattern))).Named("ClientToForget"),
                Example = new JsonObject { ["clientId"] = "pc-7" },
            },
        },
    };

    private static Problem Wrong(string body) => ForgetJson.TryRead(Encoding.UTF8.GetBytes(body), out _, out var refusal)
        ? throw new InvalidOperationException($"It is taken: {body}")
        : Http.Problems.Of(refusal);
}
