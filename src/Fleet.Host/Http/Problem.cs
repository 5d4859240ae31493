using System.Globalization;
using Fleet.Pages;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Http;

/// <summary>An error as the answer of an endpoint.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">For machines: a word of docs/http.md.</param>
/// <param name="Detail">For a person: what is wrong and what it takes.</param>
/// <param name="Field">The parameter or the path in the body that is wrong.</param>
/// <param name="RetryAfterSeconds">The same request may be sent again after that time; null: never.</param>
/// <param name="LastSeq">Highest report number that the server holds, if a report was refused.</param>
internal sealed record Problem(int Status, string Code, string Detail, string? Field = null, int? RetryAfterSeconds = null, long? LastSeq = null)
    : ProblemJson(Status, Code, Detail, Field, RetryAfterSeconds, LastSeq, ReasonPhrases.GetReasonPhrase(Status)), IResult
{
    /// <summary>Writes it as the whole response: by a page to who looks at one.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.RequestServices.GetRequiredService<HttpMetrics>().Count(httpContext, this);
        if (httpContext.Request.WantsPage())
            return httpContext.TellByPage(this);
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        return response.WriteAsJsonAsync<ProblemJson>(this, (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json", httpContext.RequestAborted);
    }
}
