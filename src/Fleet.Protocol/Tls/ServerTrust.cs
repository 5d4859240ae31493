using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleet.Protocol.Tls;

/// <summary>Whose certificates a server may show: those that come from the roots of this machine, or from roots of a file.</summary>
public sealed class ServerTrust
{
    private readonly X509ChainPolicy? _policy;

    private ServerTrust(X509ChainPolicy? policy, string? roots) => (_policy, Roots) = (policy, roots);

    /// <summary>The roots that this machine trusts.</summary>
    public static ServerTrust OfMachine { get; } = new(null, null);

    /// <summary>The roots that are trusted, as PEM; null: this machine's.</summary>
    public string? Roots { get; }

    /// <summary>The roots in a PEM file, and no others.</summary>
    /// <exception cref="IOException">It cannot be read, or has no certificate; the message names it.</exception>
    public static ServerTrust OfFile(string path)
    {
        try
        {
            return OfRoots(File.ReadAllText(path), path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The roots in a text of PEM, and no others.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="name">Where it comes from, for a person.</param>
    /// <exception cref="IOException">It has no certificate, or one that cannot be read; the message has the name.</exception>
    public static ServerTrust OfRoots(string pem, string name)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new IOException($"{name} cannot be read as certificates in PEM: {e.Message}", e);
        }

        if (roots.Count == 0)
            throw new IOException($"{name} has no certificate in PEM (-----BEGIN CERTIFICATE-----).");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return new ServerTrust(policy, pem);
    }

    /// <summary>For a handshake with a server.</summary>
    /// <param name="host">Its name, which the certificate has to be for; null: the client knows it.</param>
    public SslClientAuthenticationOptions Options(string? host = null) => new() { TargetHost = host, CertificateChainPolicy = _policy };

    /// <summary>A handler of HTTP that trusts so.</summary>
    public SocketsHttpHandler Handler() => new() { UseProxy = false, SslOptions = Options() };
}
