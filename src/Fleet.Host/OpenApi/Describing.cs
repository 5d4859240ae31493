using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>What an endpoint says of itself for the document.</summary>
internal static class Describing
{
    /// <summary>Says what the endpoint is for.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">For programs: the operation's id.</param>
    /// <param name="summary">A line.</param>
    /// <param name="description">All that the line does not say.</param>
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>Says which parameters the endpoint takes.</summary>
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder endpoint, params DocumentParameter[] parameters) =>
        endpoint.Changes((operation, _) =>
        {
            // Those of the route are known already, but only by name.
            var undescribed = (operation.Parameters ?? []).Where(known => parameters.All(parameter => parameter.Name != known.Name));
            operation.Parameters = [.. undescribed, .. parameters.Select(parameter => parameter.Described)];
        });

    /// <summary>Says what the endpoint answers when all is well, in JSON.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="description">What the answer is.</param>
    /// <param name="example">Such an answer.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string description, Func<T> example) => endpoint
        .Produces<T>()
        .Changes((operation, services) =>
        {
            var answer = operation.Response(StatusCodes.Status200OK);
            answer.Description = description;
            answer.Content!.Values.Single().Example = example().AsJson(services);
        });

    /// <summary>Says what the endpoint answers when what was asked for is accepted, and goes on after the answer.</summary>
    /// <inheritdoc cref="Answers{T}(RouteHandlerBuilder, string, Func{T})"/>
    public static RouteHandlerBuilder AnswersLater<T>(this RouteHandlerBuilder endpoint, string description, Func<T> example) => endpoint
        .Produces<T>(StatusCodes.Status202Accepted)
        .Changes((operation, services) =>
        {
            var answer = operation.Response(StatusCodes.Status202Accepted);
            answer.Description = description;
            answer.Content!.Values.Single().Example = example().AsJson(services);
        });

    /// <summary>Says what the endpoint answers when all is well, if that is no JSON.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="description">What the answer is.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="body">What its text is like.</param>
    /// <param name="example">Such a text.</param>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, string description, string type, OpenApiSchema body, Func<string> example) =>
        endpoint.Changes((operation, _) => operation.Responses!["200"] = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = body, Example = example() } },
        });

    /// <summary>Says what the body of a request has to be.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, Func<OpenApiRequestBody> body) =>
        endpoint.Changes((operation, _) => operation.RequestBody = body());

    /// <summary>Changes what the document says of the endpoint.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint, Action<OpenApiOperation, IServiceProvider> change) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            change(operation, context.ApplicationServices);
            return Task.CompletedTask;
        });

    /// <summary>The response of a status that the endpoint is known to answer.</summary>
    public static OpenApiResponse Response(this OpenApiOperation operation, int status) => (OpenApiResponse)operation.Responses![$"{status}"];

    /// <summary>A value as the API writes it.</summary>
    public static JsonNode AsJson<T>(this T value, IServiceProvider services) =>
        JsonSerializer.SerializeToNode(value, services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions)!;
}
