using System.Net;
using System.Net.Sockets;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Drive.Wire;

/// <summary>One HTTP/2 connection to a server, opened when it is needed and again when it broke; it carries many calls.</summary>
/// <param name="server">Where it goes.</param>
/// <param name="trust">Whose certificates are taken.</param>
/// <param name="source">The address that it comes from; null: the system's choice.</param>
internal sealed class Connection(Uri server, ServerTrust trust, IPAddress? source = null) : IDisposable
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
        SslOptions = trust.Options(),
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        ConnectCallback = source is null ? null : async (context, cancel) => await FromAsync(source, context.DnsEndPoint, cancel),
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

    /// <summary>A connection that comes from this address.</summary>
    private static async ValueTask<Stream> FromAsync(IPAddress source, DnsEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(source.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(to, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => Invoker.Dispose();
}
