using System.Net;

namespace Fleet.Sim.Drive.Wire;

/// <summary>One HTTP/2 connection to a server, opened when it is needed and again when it broke; it carries many calls.</summary>
internal sealed class Connection(Uri server) : IDisposable
{
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);

    /// <summary>A connection carries many clients: a busy server must not lose them all at once.</summary>
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly Uri _method = new(server, "/fleet.v1.FleetClients/Connect");

    public HttpMessageInvoker Invoker { get; } = new(new SocketsHttpHandler
    {
        EnableMultipleHttp2Connections = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        KeepAlivePingDelay = PingAfter,
        KeepAlivePingTimeout = PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    });

    public HttpRequestMessage Request(HttpContent body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        return request;
    }

    public void Dispose() => Invoker.Dispose();
}
