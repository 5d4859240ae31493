using Microsoft.AspNetCore.ResponseCompression;

namespace Fleet.Host.Http;

/// <summary>Packs answers for those who take them so (<c>Accept-Encoding: br</c> or <c>gzip</c>): a page of clients is a tenth as long then. Streams of events are never packed: each has to arrive at once.</summary>
internal static class AnswerCompression
{
    public static void AddCompression(this IServiceCollection services) => services.AddResponseCompression(packing =>
    {
        // Nothing here is a secret that somebody else's text stands beside, from whose packed length it could be guessed.
        packing.EnableForHttps = true;
        packing.Providers.Add<BrotliCompressionProvider>();
        packing.Providers.Add<GzipCompressionProvider>();
        packing.MimeTypes = ["application/json", "application/problem+json", RecordingStream.MediaType, ClientCsvStream.MediaType, "image/svg+xml", "text/plain", "text/html", "text/javascript", "application/javascript"];
    });
}
