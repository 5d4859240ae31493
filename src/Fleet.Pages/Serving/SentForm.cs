using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Serving;

/// <summary>Reads what a browser sends of a form. Whatever else comes is refused with what to do.</summary>
internal static class SentForm
{
    private const string Type = "application/x-www-form-urlencoded";

    /// <summary>As many fields as a page of a list has clients to pick, and some more.</summary>
    private const int MostFields = 2_000;

    private const string Again = "open its page again, and send it from there";

    /// <summary>How large it may be is bound by what a body may have.</summary>
    private static readonly FormOptions Options = new() { ValueCountLimit = MostFields, ValueLengthLimit = int.MaxValue };

    private static ProblemJson OfAnotherType { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", $"Forms of these pages are sent as {Type}: {Again}.", null, null, null, "Unsupported Media Type");

    private static ProblemJson Broken { get; } = new(
        StatusCodes.Status400BadRequest, "malformed", $"The form did not come whole, or has more fields than any form of these pages: {Again}. Nothing was changed.", null, null, null, "Bad Request");

    private static ProblemJson TooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "too-large", "The form is larger than the server takes. Nothing was changed. Fill in less: of many clients, name their group or the filters of their list.", null, null, null, "Payload Too Large");

    /// <summary>A browser shows no answer before it has sent everything, so what is far too large is read, and dropped, as far as that is bearable.</summary>
    private const int MostDropped = 64 * 1024 * 1024;

    /// <summary>What was filled in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="namesClients">The form may name many clients.</param>
    /// <exception cref="RefusedException">It is of no kind that pages send, or did not come whole.</exception>
    public static async Task<IFormCollection> Read(HttpContext http, bool namesClients)
    {
        if (!string.Equals(http.Request.ContentType?.Split(';')[0].Trim(), Type, StringComparison.OrdinalIgnoreCase))
            throw new RefusedException(OfAnotherType);
        if (namesClients && http.Request.ContentLength is { } length)
            http.RequestServices.GetRequiredService<IFleetActs>().Admit(http, length);
        try
        {
            await RefuseTooLarge(http);
            return await new FormFeature(http.Request, Options).ReadFormAsync(http.RequestAborted);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new RefusedException(TooLarge);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !http.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(Broken);
        }
    }

    private static async Task RefuseTooLarge(HttpContext http)
    {
        var limit = http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (http.Request.ContentLength is not { } length || length <= limit.MaxRequestBodySize || length > MostDropped)
            return;
        limit.MaxRequestBodySize = length;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        throw new RefusedException(TooLarge);
    }
}
