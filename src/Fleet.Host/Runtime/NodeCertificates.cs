using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleet.Host.Certificates;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>
/// The certificates of a cluster's nodes: this one's own, with its key, is the first of its file; nodes that have one of the file are
/// trusted, and nobody else.
/// </summary>
/// <param name="own">With its private key.</param>
/// <param name="trusted">Thumbprints.</param>
internal sealed class NodeCertificates(X509Certificate2 own, IReadOnlySet<string> trusted)
{
    /// <summary>This node's.</summary>
    public X509Certificate2 Own { get; } = own;

    /// <summary>A peer is one of the cluster.</summary>
    public bool AreTrusted(X509Certificate2 peer) => trusted.Contains(peer.GetCertHashString(HashAlgorithmName.SHA256));

    /// <exception cref="SettingsException">The file is missing, or holds no certificate with its key.</exception>
    public static NodeCertificates Read(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            return new NodeCertificates(PemCertificate.Of(pem, pem), PemCertificate.All(pem).Select(one => one.GetCertHashString(HashAlgorithmName.SHA256)).ToHashSet());
        }
        catch (Exception fault) when (PemCertificate.IsUnreadable(fault))
        {
            throw new SettingsException($"Fleet:Cluster:Certificate takes a PEM file with a certificate and its key; {file} cannot be read as one: {fault.Message}");
        }
    }
}
