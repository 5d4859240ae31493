using System.Security.Authentication;

namespace Fleet.Protocol.Tls;

/// <summary>What a person is told when TLS with a server does not come about.</summary>
public static class TlsFault
{
    /// <summary>Of a request that failed.</summary>
    /// <param name="fault">What was caught.</param>
    /// <param name="server">The address that was asked.</param>
    /// <returns>Null: it failed of something else.</returns>
    public static string? Explain(Exception fault, Uri server) =>
        AuthenticationOf(fault) is not null || fault is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? Describe(fault, server) : null;

    /// <summary>Of a handshake that failed.</summary>
    /// <param name="fault">What was caught.</param>
    /// <param name="server">The address.</param>
    public static string Describe(Exception fault, Uri server)
    {
        var (address, reason) = (server.GetLeftPart(UriPartial.Authority), fault.GetBaseException().Message.TrimEnd('.'));
        // .NET has no other sign for a certificate that it does not take.
        return AuthenticationOf(fault)?.Message.StartsWith("The remote certificate", StringComparison.Ordinal) == true
            ? $"The certificate of {address} is not trusted ({reason}): it has to be for {server.Host}, and this machine has to trust the root it comes from. "
                + "On Linux SSL_CERT_FILE names a PEM file of roots."
            : $"There is no TLS at {address} ({reason}): is it http://{server.Authority}, or another port?";
    }

    private static AuthenticationException? AuthenticationOf(Exception? fault) =>
        fault is null ? null : fault as AuthenticationException ?? AuthenticationOf(fault.InnerException);
}
