using System.Text;
using System.Text.Json.Nodes;
using Fleet.Core.Clients;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the body of a note has to be, and what is wrong with one that is not.</summary>
internal static class NoteSchema
{
    /// <summary>An example of each problem, made by whoever refuses.</summary>
    public static Problem[] Problems { get; } =
    [
        Wrong("""{"text":"known","colour":"red"}"""),
        Wrong("{}"),
        Wrong("""{"text":""}"""),
        ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge),
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
    ];

    public static OpenApiRequestBody Body()
    {
        var text = Schemas.Matching(@"^\P{C}*$");
        (text.MinLength, text.MaxLength) = (1, Note.MaxLength);
        return new OpenApiRequestBody
        {
            Description = "The note. No other members are taken.",
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = Schemas.Object("A note.", ["text"], ("text", "On one line, without control characters.", text)).Named("NoteToWrite"),
                    Example = new JsonObject { ["text"] = "known, ticket 4711" },
                },
            },
        };
    }

    private static Problem Wrong(string body) => NoteBody.TryRead(Encoding.UTF8.GetBytes(body), out _, out var refusal)
        ? throw new InvalidOperationException($"It is taken: {body}")
        : Http.Problems.Of(refusal);
}
