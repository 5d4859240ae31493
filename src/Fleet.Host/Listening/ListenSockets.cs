using System.Net;
using System.Net.Sockets;
using Fleet.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Fleet.Host.Listening;

/// <summary>Binds the addresses of the settings, and tells by its key one that cannot be bound.</summary>
internal sealed class ListenSockets(FleetSettings settings)
{
    private readonly Dictionary<ListenAddress, int> _ports = [];

    /// <summary>Those of an address that this machine has: without IPv6 <c>localhost</c> is one alone.</summary>
    public static IEnumerable<IPEndPoint> Of(ListenAddress address) =>
        address.EndPoints.Count == 1 ? address.EndPoints : address.EndPoints.Where(endPoint => endPoint.AddressFamily == AddressFamily.InterNetwork || HasIPv6Loopback.Value);

    /// <exception cref="CannotListenException">It cannot be bound.</exception>
    public Socket Bind(EndPoint endPoint)
    {
        var address = settings.Grpc.EndPoints.Any(one => ReferenceEquals(one, endPoint)) ? settings.Grpc : settings.Http;
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(WithPort(address, (IPEndPoint)endPoint));
            _ports.TryAdd(address, ((IPEndPoint)socket.LocalEndPoint!).Port);
            return socket;
        }
        catch (SocketException cause)
        {
            throw new CannotListenException(address, cause);
        }
    }

    /// <summary>Any free port is the same one on both loopback addresses.</summary>
    private IPEndPoint WithPort(ListenAddress address, IPEndPoint endPoint) =>
        endPoint.Port == 0 && _ports.TryGetValue(address, out var port) ? new IPEndPoint(endPoint.Address, port) : endPoint;

    private static readonly Lazy<bool> HasIPv6Loopback = new(() =>
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });
}
