using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleet.Testing;

/// <summary>A certificate for loopback in PEM files of a folder, signed by an authority of its own that nobody trusts unless told to.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly X509Certificate2 _root;

    public TestCertificate(string folder)
    {
        (Root, Certificate, Key) = (Path.Combine(folder, "root.pem"), Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        File.WriteAllText(Root, _root.ExportCertificatePem());
        Renew();
    }

    /// <summary>The authority's certificate.</summary>
    public string Root { get; }

    public string Certificate { get; }

    public string Key { get; }

    /// <summary>The settings of a host that uses it on free ports.</summary>
    public string[] Settings =>
        ["--Fleet:Http=https://127.0.0.1:0", "--Fleet:Grpc=https://127.0.0.1:0", $"--Fleet:Tls:Certificate={Certificate}", $"--Fleet:Tls:Key={Key}"];

    /// <summary>Puts another one of the same authority in its place.</summary>
    /// <param name="days">From now, until it expires.</param>
    /// <returns>Its thumbprint.</returns>
    public string Renew(int days = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_root, DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }

    /// <summary>A way to a server, by a connection of its own, that trusts this authority alone.</summary>
    /// <param name="seen">Is told the thumbprint of the server's certificate.</param>
    public SocketsHttpHandler Trusting(Action<string>? seen = null) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _root }, RevocationMode = X509RevocationMode.NoCheck },
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                seen?.Invoke(certificate!.GetCertHashString());
                return errors == SslPolicyErrors.None;
            },
        },
    };

    public void Dispose() => _root.Dispose();
}
