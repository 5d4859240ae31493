using Fleet.Host.OpenApi;
using Fleet.Host.Settings;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Refuses query parameters that an endpoint does not know: a slip in a filter's name would otherwise widen the answer.</summary>
internal static class KnownParameters
{
    /// <summary>Declares all parameters that the endpoint takes.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params DocumentParameter[] parameters)
    {
        string[] names = [.. parameters.Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name)];
        return endpoint
            .AddEndpointFilter((context, next) =>
                context.HttpContext.Request.Query.Keys.FirstOrDefault(key => !names.Contains(key)) is { } unknown
                    ? ValueTask.FromResult<object?>(Unknown(unknown, names))
                    : next(context))
            .Describes(parameters)
            .Refuses(Unknown("colour", names));
    }

    private static Problem Unknown(string name, string[] names) => new(
        StatusCodes.Status400BadRequest,
        "unknown-parameter",
        names.Length == 0
            ? "This address takes no query parameters."
            : $"This address takes the query parameters {string.Join(", ", names)}.{Nearest.Hint(name, names)}",
        name);
}
