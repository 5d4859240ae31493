using System.Net.Security;
using System.Security.Authentication;
using Fleet.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Fleet.Host.Listening;

/// <summary>Wires the two listeners into the host.</summary>
internal static class ListeningExtensions
{
    /// <summary>The largest body that the HTTP API takes, in bytes: a report has some 300.</summary>
    public const int MaxBodySize = 64 * 1024;

    /// <summary>HTTP and gRPC on the addresses of the settings.</summary>
    /// <exception cref="SettingsException">The certificate cannot be used.</exception>
    public static void AddListeners(this WebApplicationBuilder builder, FleetSettings settings)
    {
        var certificate = settings.Tls is { } tls ? new ListenerCertificate(tls, TimeProvider.System) : null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel.Limits);
            kestrel.AddServerHeader = false;
            // Without TLS a connection cannot say which of two protocols it speaks.
            Listen(kestrel, settings.Http, Listener.Http, certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, certificate);
            Listen(kestrel, settings.Grpc, Listener.Grpc, HttpProtocols.Http2, certificate);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = new ListenSockets(settings).Bind);
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress address, Listener which, HttpProtocols protocols, ListenerCertificate? certificate)
    {
        foreach (var endPoint in ListenSockets.Of(address))
            kestrel.Listen(endPoint, listener => Speak(listener, which, protocols, certificate));
    }

    private static void Speak(ListenOptions listener, Listener which, HttpProtocols protocols, ListenerCertificate? certificate)
    {
        listener.Protocols = protocols;
        var at = new CameInAt(which);
        listener.Use(next => connection =>
        {
            connection.Features.Set(at);
            return next(connection);
        });
        if (certificate is null)
            return;
        var log = listener.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("Fleet.Host.Tls");
        listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current(log),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }),
        });
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MaxBodySize;
        // What a request has before its body is kept as long as the request lasts: for days, if it is a session.
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // A session is a stream that lives for days, and many share a connection: as many as a proxy in front of an office or two carries.
        limits.Http2.MaxStreamsPerConnection = 10_000;
        // Messages are small: what a client may send ahead of the server is bounded by its connection, not by each stream.
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        // Finds connections whose other end vanished without a word.
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // One session that does not read would end the connection, and with it every other session there; the sessions bound what they send.
        limits.MinResponseDataRate = null;
    }
}
