using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Fleet.Host.Http;

/// <summary>Reads the body of a request that takes JSON.</summary>
internal static class JsonBody
{
    /// <summary>What is said while the room for large bodies is taken.</summary>
    public static Problem NoRoom { get; } = Problems.Busy with { Detail = "As many large bodies are being read, and answered, as the server takes at a time." };

    /// <summary>What is said to a body that is larger than one that names many clients may be.</summary>
    public static Problem TooLarge { get; } = ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge) with { Detail = $"A body that names clients takes up to {LargeBodies.MaxBodySize} bytes." };

    /// <summary>The endpoint takes bodies that name many clients; it reads them with <see cref="ReadLarge"/>.</summary>
    public static RouteHandlerBuilder TakesLargeBodies(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(LargeBodies.MaxBodySize));

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

    /// <summary>The same of a body that may name many clients: beyond what any body may have, it takes its memory of a room that is bounded, until the request is answered.</summary>
    /// <exception cref="IOException">The caller has hung up.</exception>
    public static async Task<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> ReadLarge(HttpRequest request, LargeBodies node, CancellationToken cancel)
    {
        if (!IsPlainJson(request))
            return (default, ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType));
        var place = node.ForOne();
        request.HttpContext.Response.RegisterForDispose(place);
        try
        {
            var bytes = new byte[Listening.ListeningExtensions.MaxBodySize];
            for (var length = 0; ;)
            {
                if (await request.Body.ReadAsync(bytes.AsMemory(length), cancel) is var read and > 0)
                    length += read;
                else
                    return (bytes.AsMemory(0, length), null);
                // One more than may come, or the end of the largest one would not be seen.
                var larger = Math.Min(2 * bytes.Length, LargeBodies.MaxBodySize + 1);
                if (length < bytes.Length)
                    continue;
                if (!place.TryTake(larger - bytes.Length))
                    return (default, NoRoom);
                Array.Resize(ref bytes, larger);
            }
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (default, TooLarge);
        }
        catch (IOException damaged) when (damaged is not BadHttpRequestException && !HungUp.Is(damaged))
        {
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
