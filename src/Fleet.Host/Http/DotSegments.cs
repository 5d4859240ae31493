using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Http;

/// <summary>
/// Refuses addresses that name a client <c>.</c> or <c>..</c>: a path is shortened by such segments (RFC 3986, 5.2.4), written as
/// they are or as <c>%2E</c>, before anybody looks it up, and another question than the one that was asked would be answered.
/// </summary>
internal static class DotSegments
{
    private const string Clients = "/v1/clients/";

    public static void RefuseDotSegments(this IApplicationBuilder http) => http.Use((context, next) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is var target && target.StartsWith(Clients, StringComparison.Ordinal)
        && target.Split('?')[0].Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or "..")
            ? Problems.BadClientId.ExecuteAsync(context)
            : next(context));
}
