using System.Net;
using System.Text.Json;
using Xunit;

namespace Fleet.Host.Tests.OpenApi;

/// <summary>Lets requests through, and fails those whose answers are not as the document describes them.</summary>
internal sealed class DocumentedHandler(ApiDocument document) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (document.Find(request.Method, request.RequestUri!) is { } operation)
            await Check(operation, response, cancellationToken);
        return response;
    }

    private async Task Check(Operation operation, HttpResponseMessage response, CancellationToken cancel)
    {
        // The answer to a question that only HTTP itself describes: If-None-Match.
        if (response.StatusCode == HttpStatusCode.NotModified)
            return;
        var status = $"{(int)response.StatusCode}";
        Assert.True(operation.Described.GetProperty("responses").TryGetProperty(status, out var described), $"{operation} does not describe {status}.");
        if (!described.TryGetProperty("content", out var content))
            return;
        var type = response.Content.Headers.ContentType!.MediaType!;
        Assert.True(content.TryGetProperty(type, out var body), $"{operation} does not describe {status} as {type}.");
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return;
        await response.Content.LoadIntoBufferAsync(cancel);
        var value = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel)).RootElement;
        var faults = document.Schemas.Faults(body.GetProperty("schema"), value).ToList();
        Assert.True(faults.Count == 0, $"{operation} {status}: {string.Join("; ", faults)}");
    }
}
