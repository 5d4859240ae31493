using Fleet.Actors.ReadModel.Queries;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>What endpoints that ask the read side have in common: their parameters, and how a question without an answer is told.</summary>
internal static class QuestionFilter
{
    /// <summary>Names all query parameters that the endpoint takes, and answers what the read side refuses.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, params string[] names) => endpoint
        .Takes(names)
        .AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (QueryException refused)
            {
                return ProblemOf(refused);
            }
        });

    /// <summary>The question that a request's parameters ask.</summary>
    public static QueryText Question(this HttpRequest request) => new(name => request.Query[name].OfType<string>().ToList());

    private static Problem ProblemOf(QueryException refused) => new(
        StatusOf(refused.Code),
        Words.Of(refused.Code),
        refused.Message,
        refused.Parameter,
        refused.RetryAfter is { } after ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : null);

    private static int StatusOf(QueryFault fault) => fault switch
    {
        QueryFault.NotFound => StatusCodes.Status404NotFound,
        QueryFault.Forgotten => StatusCodes.Status410Gone,
        QueryFault.Lagging or QueryFault.Rebuilding => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };
}
