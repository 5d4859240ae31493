using System.Net.Sockets;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Listening;

/// <summary>An address cannot be listened at.</summary>
public sealed class CannotListenException(ListenAddress address, SocketException cause) : CannotStartException(
    cause.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => $"The port of {address} is taken: free it, or set {address.Key} to another address.",
        SocketError.AccessDenied => $"Listening at {address} is not permitted: set {address.Key} to a port of 1024 or above.",
        SocketError.AddressNotAvailable => $"{address} is no address of this machine: set {address.Key} to one that is.",
        _ => $"Listening at {address} fails ({cause.Message}): set {address.Key} to another address.",
    },
    cause);
