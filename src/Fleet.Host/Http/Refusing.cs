using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What an endpoint says, for the document, of the problems that it answers with.</summary>
internal static class Refusing
{
    private const string MediaType = "application/problem+json";

    /// <summary>Says which problems a request may meet.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="problems">An example of each.</param>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params Problem[] problems)
    {
        foreach (var status in problems.Select(problem => problem.Status).Distinct())
            endpoint.Produces<ProblemJson>(status, MediaType);
        return endpoint.Changes((operation, services) =>
        {
            foreach (var problem in problems)
                Add(operation.Response(problem.Status), problem, services);
        });
    }

    /// <summary>Says that whatever else is wrong is told in a problem, too: what any address may meet, and faults inside the server.</summary>
    public static RouteGroupBuilder RefusesInProblems(this RouteGroupBuilder endpoints) =>
        endpoints.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            var any = new OpenApiResponse
            {
                Description = "Any other error: a problem document.",
                Content = new Dictionary<string, OpenApiMediaType> { [MediaType] = new() { Schema = new OpenApiSchemaReference(SchemaNames.Of(typeof(ProblemJson)), context.Document) } },
            };
            foreach (var problem in (Problem[])[ForeignRequests.ForeignOrigin, ProblemWriter.OfStatus(StatusCodes.Status405MethodNotAllowed), ProblemWriter.OfStatus(StatusCodes.Status500InternalServerError)])
                AddExample(any, problem, context.ApplicationServices);
            operation.Responses!["default"] = any;
            return Task.CompletedTask;
        });

    private static void Add(OpenApiResponse response, Problem problem, IServiceProvider services)
    {
        response.Description = $"{ReasonPhrases.GetReasonPhrase(problem.Status)}: a problem document.";
        if (problem.RetryAfterSeconds is not null)
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["Retry-After"] = new OpenApiHeader { Description = "Seconds after which the same request may be sent again.", Schema = Schemas.Integer(1) };
        }

        AddExample(response, problem, services);
    }

    private static void AddExample(OpenApiResponse response, Problem problem, IServiceProvider services)
    {
        var content = response.Content![MediaType];
        content.Examples ??= new Dictionary<string, IOpenApiExample>();
        content.Examples[problem.Field is null ? problem.Code : $"{problem.Code} ({problem.Field})"] =
            new OpenApiExample { Summary = problem.Detail, Value = problem.AsJson<ProblemJson>(services) };
    }
}
