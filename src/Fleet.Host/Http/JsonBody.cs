using Microsoft.Net.Http.Headers;

namespace Fleet.Host.Http;

/// <summary>Reads the body of a request that takes JSON.</summary>
internal static class JsonBody
{
    /// <summary>The whole body; or what is wrong with the request.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than a body may be.</exception>
    /// <exception cref="IOException">The caller has hung up.</exception>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!IsPlainJson(request))
            return (default, ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType));
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancel);
            return (body.GetBuffer().AsMemory(0, (int)body.Length), null);
        }
        catch (IOException damaged) when (damaged is not BadHttpRequestException && !HungUp.Is(damaged))
        {
            // Such as a chunk of a length that is none.
            return (default, ProblemWriter.OfStatus(StatusCodes.Status400BadRequest));
        }
    }

    /// <summary>In UTF-8, and not packed: anything else would be read as rubbish. What only ends with json, such as a merge patch, is something else.</summary>
    private static bool IsPlainJson(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.All(coding => string.IsNullOrEmpty(coding) || coding.Equals("identity", StringComparison.OrdinalIgnoreCase));
}
