using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>A certificate for the nodes of a test, that nobody has signed but itself.</summary>
internal static class NodeCertificate
{
    /// <summary>Writes it with its key into a PEM file.</summary>
    public static void Write(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
