using System.Net;
using System.Net.Sockets;

namespace Fleet.Testing;

/// <summary>
/// Ports of the loopback interface for what has to know its port before it listens, or comes back to it. They lie below those that the system deals
/// out to whoever asks for any, and each is given once on this machine until this process ends: nobody takes it before it is used, or meanwhile.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000, Count = 10_000;

    /// <summary>A datagram socket on the same number keeps a port from other tests, and nobody from listening on it.</summary>
    private static readonly List<Socket> Kept = [];

    /// <summary>One on which nobody listens.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + Random.Shared.Next(Count);
            if (TryKeep(port))
                return port;
        }
    }

    private static bool TryKeep(int port)
    {
        var place = new IPEndPoint(IPAddress.Loopback, port);
        var mark = new Socket(place.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            mark.Bind(place);
            using var look = new TcpListener(place);
            look.Start();
        }
        catch (SocketException)
        {
            mark.Dispose();
            return false;
        }

        lock (Kept)
            Kept.Add(mark);
        return true;
    }
}
