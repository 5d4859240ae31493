using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Fleet.Protocol.Tls;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Trials;

/// <summary>
/// How many calls a server, or a proxy before it, carries on a connection: what its first frame says (SETTINGS_MAX_CONCURRENT_STREAMS, RFC 9113). A call too many
/// waits in the client without a word, and would be taken for a slow log-in.
/// </summary>
internal static class StreamLimit
{
    private const int HeaderLength = 9, EntryLength = 6, Settings = 4, MaxConcurrentStreams = 3, LongestFrame = 1 << 14;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What a client says first: the preface, and settings without an entry.</summary>
    private static readonly byte[] Hello = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, Settings, 0, 0, 0, 0, 0];

    /// <summary>Looks whether so many clients find room.</summary>
    /// <param name="servers">gRPC addresses.</param>
    /// <param name="clients">How many.</param>
    /// <param name="connections">On how many connections.</param>
    /// <param name="trust">Whose certificates are taken.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ScenarioException">They do not; the message says how many connections would do.</exception>
    public static async Task EnsureRoomAsync(IReadOnlyList<Uri> servers, int clients, int connections, ServerTrust trust, CancellationToken cancel)
    {
        var needed = (clients + connections - 1) / connections;
        foreach (var server in servers)
        {
            if (await OfAsync(server, trust, cancel) is not { } allowed || needed <= allowed)
                continue;
            throw new ScenarioException(allowed == 0
                ? $"{server}: the server or a proxy before it allows no stream on a connection: nothing can be sent to it."
                : $"{server}: the server or a proxy before it allows {allowed} {(allowed == 1 ? "stream" : "streams")} on a connection; {needed} are needed: give --connections {(clients + allowed - 1) / allowed}.");
        }
    }

    /// <summary>The limit; null: there is none, or none is told.</summary>
    public static async Task<long?> OfAsync(Uri server, ServerTrust trust, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(server.Host, server.Port, patience.Token);
            await using var stream = await OpenAsync(socket, server, trust, patience.Token);
            await stream.WriteAsync(Hello, patience.Token);
            var header = new byte[HeaderLength];
            await stream.ReadExactlyAsync(header, patience.Token);
            var length = BinaryPrimitives.ReadInt32BigEndian(header) >>> 8;
            if (header[3] != Settings || length > LongestFrame)
                return null;
            var entries = new byte[length];
            await stream.ReadExactlyAsync(entries, patience.Token);
            return entries.Chunk(EntryLength)
                .Where(entry => entry.Length == EntryLength && BinaryPrimitives.ReadUInt16BigEndian(entry) == MaxConcurrentStreams)
                .Select(entry => (long?)BinaryPrimitives.ReadUInt32BigEndian(entry.AsSpan(2))).LastOrDefault();
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ServerUnreachableException($"{server} does not open a connection of HTTP/2: {e.Message}", e);
        }
    }

    private static async Task<Stream> OpenAsync(TcpClient socket, Uri server, ServerTrust trust, CancellationToken cancel)
    {
        if (server.Scheme != Uri.UriSchemeHttps)
            return socket.GetStream();
        var options = trust.Options(server.Host);
        options.ApplicationProtocols = [SslApplicationProtocol.Http2];
        var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(options, cancel);
        return tls;
    }
}
