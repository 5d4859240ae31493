using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleet.Protocol.Tls;

/// <summary>Whose certificates a server may show: those that come from the roots of this machine, or from roots of a file.</summary>
public sealed class ServerTrust
{
    private readonly X509ChainPolicy? _policy;

    private ServerTrust(X509ChainPolicy? policy) => _policy = policy;

    /// <summary>The roots that this machine trusts.</summary>
    public static ServerTrust OfMachine { get; } = new(null);

    /// <summary>The roots in a PEM file, and no others.</summary>
    /// <exception cref="IOException">It cannot be read, or has no certificate; the message names it.</exception>
    public static ServerTrust OfFile(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException($"{path} cannot be read as certificates in PEM: {e.Message}", e);
        }

        if (roots.Count == 0)
            throw new IOException($"{path} has no certificate in PEM (-----BEGIN CERTIFICATE-----).");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return new ServerTrust(policy);
    }

    /// <summary>For a handshake with a server.</summary>
    /// <param name="host">Its name, which the certificate has to be for; null: the client knows it.</param>
    public SslClientAuthenticationOptions Options(string? host = null) => new() { TargetHost = host, CertificateChainPolicy = _policy };

    /// <summary>A handler of HTTP that trusts so.</summary>
    public SocketsHttpHandler Handler() => new() { UseProxy = false, SslOptions = Options() };
}
