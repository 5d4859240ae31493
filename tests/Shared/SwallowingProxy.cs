using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Fleet.Testing;

/// <summary>Hands bytes on between clients and a server, until it swallows all of them: nothing comes through, and nobody is told.</summary>
internal sealed class SwallowingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly int _server;
    private volatile bool _swallows;

    /// <param name="server">Its port.</param>
    public SwallowingProxy(int server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From now on; connections stay open.</summary>
    public void Swallow() => _swallows = true;

    /// <summary>What comes from now on comes through, on new connections too.</summary>
    public void Recover() => _swallows = false;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _sockets.Add(client);
                _sockets.Add(server);
                await server.ConnectAsync(IPAddress.Loopback, _server);
                _ = HandOn(client, server);
                _ = HandOn(server, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task HandOn(Socket from, Socket to)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                if (!_swallows)
                    await to.SendAsync(buffer.AsMemory(0, count));
            }

            if (!_swallows)
                to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two has gone.
            if (!_swallows)
                to.Dispose();
        }
    }
}
