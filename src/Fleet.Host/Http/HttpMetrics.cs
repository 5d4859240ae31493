using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Diagnostics;

namespace Fleet.Host.Http;

/// <summary>Counts what is refused over HTTP for now: <c>fleet_http_refused_total{code,operation}</c>.</summary>
internal sealed class HttpMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Http");
    private readonly Counter<long> _refused;

    public HttpMetrics() =>
        _refused = _meter.CreateCounter<long>("fleet_http_refused_total", description: "Requests that were answered with 503, by the code of the problem and the name of the operation.");

    public void Dispose() => _meter.Dispose();

    /// <summary>A request is answered with a problem.</summary>
    public void Count(HttpContext request, Problem problem)
    {
        if (problem.Status != StatusCodes.Status503ServiceUnavailable)
            return;
        // Where an exception was met, the request has no endpoint any more.
        var endpoint = request.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? request.GetEndpoint();
        _refused.Add(1, new("code", problem.Code), new("operation", endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "none"));
    }
}
