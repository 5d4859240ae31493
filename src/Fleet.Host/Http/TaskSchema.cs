using System.Text;
using System.Text.Json.Nodes;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What the body of a task has to be, and what is wrong with one that is not.</summary>
internal static class TaskSchema
{
    private const string Example = """
        {"taskId":"scan-2026-03-02","kind":"scan-now","target":{"group":"sales"},"whenUnreachable":"keep","expiresAfter":"1.00:00:00","timeout":"00:30:00","retries":1,
         "rollout":{"perMinute":600,"increase":{"factor":1.5,"after":100},"abort":{"failedPercent":10,"minimum":20},"waves":[{"percent":5,"approve":true},{"percent":95,"approve":false}]},"note":"after the incident"}
        """;

    private const string SpanPattern = @"^(\d{1,8}\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";

    /// <summary>An example of each problem, made by whoever refuses.</summary>
    public static Problem[] Problems { get; } =
    [
        Wrong("""{"kind":"scan-now","target":{"group":"sales"},"colour":"red"}"""),
        Wrong("""{"target":{"group":"sales"}}"""),
        Wrong("""{"kind":"format-disk","target":{"group":"sales"}}"""),
        Wrong("""{"kind":"scan-now","target":{"group":"sales","filter":""}}"""),
        Wrong("""{"kind":"scan-now","target":{"group":"sales"},"rollout":{"waves":[{"percent":5}]}}"""),
        new(StatusCodes.Status404NotFound, Words.Of(Core.Clients.RefusalCode.NotFound), "There is no client in the group sales.", "target.group"),
        JsonBody.TooLarge,
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
    ];

    public static OpenApiRequestBody Body() => new()
    {
        Description = "The task. What is not there has the default that is given; no other members are taken.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Task().Named("TaskToMake"), Example = JsonNode.Parse(Example) } },
    };

    private static OpenApiSchema Task() => Schemas.Object(
        "A task.", ["kind", "target"],
        ("taskId", "Names it, so that the same may be sent again; without it the server chooses.", Schemas.Matching(TaskId.Pattern)),
        ("kind", "What clients are to do.", Schemas.Word<TaskKind>()),
        ("target", "Whom it is for: one of its members.", SelectionSchema.Target),
        ("whenUnreachable", "What becomes of those that are offline or roaming; without it: refuse.", Schemas.Word<WhenUnreachable>()),
        ("expiresAfter", "How long anybody may be sent it, up to 90 days; without it: 1.00:00:00.", Schemas.Matching(SpanPattern)),
        ("timeout", "How long an attempt may take from the moment at which it was sent last; without it: 00:30:00.", Schemas.Matching(SpanPattern)),
        ("retries", "How many attempts may follow a first one that failed or was not done in time; without it: 0.", Schemas.Integer(0, TaskDefinition.MaxRetries)),
        ("rollout", "How fast it comes to its targets, and what stops it.", RolloutOf().Named("RolloutToKeep")),
        ("note", "For people.", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = TaskDefinition.MaxNote }));

    private static OpenApiSchema RolloutOf() => Schemas.Object(
        "How fast a task comes to its targets.", [],
        ("perMinute", "Targets that are offered it a minute; without it: 600.", Schemas.Integer(1, Rollout.MaxPerMinute)),
        ("increase", "The rate grows; null: it stays.", Schemas.OrNull(Schemas.Object(
            "How a rate grows.", [],
            ("factor", "By this; without it: 1.5.", new OpenApiSchema { Type = JsonSchemaType.Number, ExclusiveMinimum = "1", Maximum = $"{Increase.MaxFactor}" }),
            ("after", "Each time that so many targets more were sent the task; without it: 100.", Schemas.Integer(1))).Named("IncreaseToKeep"))),
        ("abort", "When it is stopped; null: never.", Schemas.OrNull(Schemas.Object(
            "When a task is stopped: targets that came to an end count alone.", [],
            ("failedPercent", "So many in a hundred of them did not succeed; without it: 10.", Schemas.Integer(1, 100)),
            ("minimum", "So many of them there are at least; without it: 20.", Schemas.Integer(1))).Named("AbortToKeep"))),
        ("waves", "Shares of the targets, one after the other, which add up to 100 percent; null: all are one wave.", Schemas.OrNull(Schemas.ListOf(Schemas.Object(
            "A share of the targets.", ["percent"],
            ("percent", "Of all targets.", Schemas.Integer(1, 100)),
            ("approve", "An operator has to approve the next wave; without it: false.", Schemas.Flag)).Named("WaveToKeep")))));

    private static Problem Wrong(string body) => TaskBody.TryRead(Encoding.UTF8.GetBytes(body), () => TaskId.Parse("task-1"), out _, out var refusal)
        ? throw new InvalidOperationException($"It is taken: {body}")
        : Http.Problems.Of(refusal);
}
