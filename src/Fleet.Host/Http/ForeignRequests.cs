using Fleet.Host.Settings;

namespace Fleet.Host.Http;

/// <summary>
/// Keeps pages of other sites from using a browser that can reach the host, as one on the operator's own machine can: such a page may
/// send requests, and may not read answers, but a write is done by then.
/// </summary>
internal static class ForeignRequests
{
    private static readonly Problem ForeignHost = new(
        StatusCodes.Status400BadRequest, "host-foreign", $"This host does not go by that name: the setting {AllowedHosts.Key} says by which it does.", "Host");

    /// <summary>A page of another site writes.</summary>
    public static Problem ForeignOrigin { get; } = new(
        StatusCodes.Status403Forbidden, "origin-foreign", "A page of another site may not change anything here.", "Origin");

    /// <summary>Refuses them.</summary>
    public static void RefuseForeign(this IApplicationBuilder http)
    {
        var hosts = http.ApplicationServices.GetRequiredService<FleetSettings>().AllowedHosts;
        http.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Host.HasValue && !hosts.Take(request.Host.Host))
                return ForeignHost.ExecuteAsync(context);
            return IsWrite(request.Method) && IsForeign(request) ? ForeignOrigin.ExecuteAsync(context) : next(context);
        });
    }

    private static bool IsWrite(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    /// <summary>Browsers tell where a page is from; programs tell nothing.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].Contains("cross-site", StringComparer.OrdinalIgnoreCase)
        || request.Headers.Origin.Any(origin => !IsOwn(origin, request.Host));

    /// <summary>The same name and port. A proxy that speaks TLS for the host makes another scheme of it.</summary>
    private static bool IsOwn(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate($"{from.Scheme}://{host.Value}", UriKind.Absolute, out var own)
        && from.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase);
}
