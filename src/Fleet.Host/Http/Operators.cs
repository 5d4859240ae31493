using Fleet.Core.Clients;

namespace Fleet.Host.Http;

/// <summary>Who acts by a request.</summary>
internal static class Operators
{
    /// <summary>Who sent it, and from where: the peer of its connection, which is a proxy where there is one. Nobody is asked who he is.</summary>
    public static Operator Of(HttpRequest request) => new(Operator.Open, request.HttpContext.Connection.RemoteIpAddress is { } peer
        ? (peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer).ToString()
        : "");
}
