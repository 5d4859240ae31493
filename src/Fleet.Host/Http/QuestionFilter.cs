using Fleet.ReadModel.Queries;
using Fleet.Host.OpenApi;

namespace Fleet.Host.Http;

/// <summary>What endpoints that ask the read side have in common: their parameters, and how a question without an answer is told.</summary>
internal static class QuestionFilter
{
    /// <summary>Declares all parameters that the endpoint takes, and answers what the read side refuses.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, params DocumentParameter[] parameters) => endpoint
        .Takes(parameters)
        .Refuses(QueryProblems.Of(parameters))
        .AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (QueryException refused)
            {
                return QueryProblems.Of(refused);
            }
        });

    /// <summary>The question that a request's parameters ask.</summary>
    public static QuestionText Question(this HttpRequest request) => new(name => request.Query[name].OfType<string>().ToList());
}
