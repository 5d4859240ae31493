using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Http;

/// <summary>An error as RFC 9457 has it: <c>application/problem+json</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">For machines: a word of docs/http.md.</param>
/// <param name="Detail">For a person: what is wrong and what it takes.</param>
/// <param name="Field">The parameter or the path in the body that is wrong.</param>
/// <param name="RetryAfterSeconds">The same request may be sent again after that time; null: never.</param>
/// <param name="LastSeq">Highest report number that the server holds, if a report was refused.</param>
public sealed record Problem(
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfterSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LastSeq = null) : IResult
{
    /// <summary>The status in words, as the RFC wants it where no document describes the type.</summary>
    public string Title => ReasonPhrases.GetReasonPhrase(Status);

    /// <summary>Writes it as the whole response.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.RequestServices.GetRequiredService<HttpMetrics>().Count(httpContext, this);
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        return response.WriteAsJsonAsync(this, (JsonSerializerOptions?)null, "application/problem+json", httpContext.RequestAborted);
    }
}
