using System.Net;
using System.Net.Http.Headers;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Trials;

/// <summary>
/// Asks before a run whether what listens at an address is what is meant: a port of something else, or of Fleet's other half, would be
/// tried again and again as a server in trouble is.
/// </summary>
internal static class ServiceCheck
{
    private const string Ports =
        "Sessions are gRPC, at --server (a host serves it on 5081); questions are HTTP, at --api (5080). A host with certificates takes https:// at both, any other http://.";

    /// <summary>A busy server may take that long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A call without a field: neither compressed, nor a byte long.</summary>
    private static readonly byte[] EmptyMessage = new byte[5];

    /// <summary>Looks at every address of a server.</summary>
    /// <exception cref="ServerUnreachableException">Nobody is there, or somebody else.</exception>
    public static async Task EnsureServedAsync(IReadOnlyList<Uri> servers, IReadOnlyList<Uri> apis, ServerTrust trust, CancellationToken cancel)
    {
        await ReachabilityCheck.EnsureReachableAsync(servers, apis, trust, cancel);
        foreach (var server in servers)
            await EnsureGrpcAsync(server, trust, cancel);
        foreach (var api in apis)
            await EnsureIsApiAsync(api, trust, cancel);
    }

    /// <summary>Looks whether the HTTP API is there.</summary>
    /// <exception cref="ServerUnreachableException">It is not.</exception>
    public static async Task EnsureApiAsync(Uri api, ServerTrust trust, CancellationToken cancel)
    {
        await ReachabilityCheck.EnsureReachableAsync([], [api], trust, cancel);
        await EnsureIsApiAsync(api, trust, cancel);
    }

    private static async Task EnsureIsApiAsync(Uri api, ServerTrust trust, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, "/v1/icons"));
        // Whatever the server is busy with, this is what it answers from memory, and what others do not.
        await AskAsync(request, trust, "the HTTP API", "--api", response => response.IsSuccessStatusCode && IsOf(response, "application/json"), cancel);
    }

    private static async Task EnsureGrpcAsync(Uri server, ServerTrust trust, CancellationToken cancel)
    {
        // That it answers as gRPC does is enough: without this service it would say so in gRPC.
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/grpc.health.v1.Health/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(EmptyMessage) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        await AskAsync(request, trust, "gRPC", "--server", response => IsOf(response, "application/grpc"), cancel);
    }

    private static async Task AskAsync(HttpRequestMessage request, ServerTrust trust, string what, string option, Func<HttpResponseMessage, bool> isRight, CancellationToken cancel)
    {
        var address = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        var handler = trust.Handler();
        handler.AllowAutoRedirect = false;
        using var http = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!isRight(response))
                throw NotServed($"it answers {(int)response.StatusCode} as HTTP/{response.Version}, {response.Content.Headers.ContentType?.MediaType ?? "without a content"}", null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw NotServed(e is HttpRequestException ? e.GetBaseException().Message : $"no answer within {Patience.TotalSeconds:0} s", e);
        }

        ServerUnreachableException NotServed(string why, Exception? e) => new($"What listens at {address} does not serve {what}, as {option} asks for: {why.TrimEnd('.')}. {Ports}", e!);
    }

    private static bool IsOf(HttpResponseMessage response, string mediaType) =>
        response.Content.Headers.ContentType?.MediaType?.StartsWith(mediaType, StringComparison.Ordinal) == true;
}
