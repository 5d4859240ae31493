using Microsoft.AspNetCore.Connections;

namespace Fleet.Host.Http;

/// <summary>Whether what a request failed with is that its caller is not there any more.</summary>
internal static class HungUp
{
    /// <summary>The status that proxies write down for it; nobody receives it.</summary>
    public const int Status = StatusCodes.Status499ClientClosedRequest;

    /// <summary>The end of the connection is known here before the request's own token tells of it.</summary>
    public static bool Is(Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException || exception.InnerException is ConnectionResetException or ConnectionAbortedException;
}
