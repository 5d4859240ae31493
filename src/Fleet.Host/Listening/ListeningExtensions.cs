using System.Net;
using System.Net.Sockets;
using Fleet.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Fleet.Host.Listening;

/// <summary>Wires the two listeners into the host.</summary>
internal static class ListeningExtensions
{
    /// <summary>The largest body that the HTTP API takes, in bytes: a report has some 300.</summary>
    public const int MaxBodySize = 64 * 1024;

    /// <summary>HTTP and gRPC on the addresses of the settings.</summary>
    public static void AddListeners(this WebApplicationBuilder builder, FleetSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel.Limits);
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Http.EndPoint, listener => listener.Protocols = HttpProtocols.Http1);
            kestrel.Listen(settings.Grpc.EndPoint, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endPoint => Bind(endPoint, settings));
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBodySize;
        // A session is a stream that lives for days, and many share a connection.
        limits.Http2.MaxStreamsPerConnection = 50_000;
        // Messages are small: what a client may send ahead of the server is bounded by its connection, not by each stream.
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        // Finds connections whose other end vanished without a word.
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // One session that does not read would end the connection, and with it every other session there; the sessions bound what they send.
        limits.MinResponseDataRate = null;
    }

    private static Socket Bind(EndPoint endPoint, FleetSettings settings)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException cause)
        {
            throw new CannotListenException(endPoint.Equals(settings.Grpc.EndPoint) ? settings.Grpc : settings.Http, cause);
        }
    }
}
