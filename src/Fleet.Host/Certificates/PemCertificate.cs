using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleet.Host.Certificates;

/// <summary>A certificate with its private key, out of PEM.</summary>
internal static class PemCertificate
{
    /// <summary>The first certificate of a text.</summary>
    /// <param name="certificates">PEM.</param>
    /// <param name="key">PEM; may be the same text.</param>
    /// <exception cref="CryptographicException">One of them does not hold what it should, or the key is another one's.</exception>
    public static X509Certificate2 Of(string certificates, string key)
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPem(certificates, key);
            // A key that came straight from PEM is not one that every TLS implementation takes.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (ArgumentException fault)
        {
            throw new CryptographicException("The key is not that of the certificate.", fault);
        }
    }

    /// <summary>Every certificate of a text.</summary>
    /// <exception cref="CryptographicException">One of them is none.</exception>
    public static X509Certificate2Collection All(string certificates)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificates);
        return all;
    }

    /// <summary>Whether this says that a file cannot be read, or not as PEM.</summary>
    public static bool IsUnreadable(Exception fault) => fault is IOException or UnauthorizedAccessException or CryptographicException;
}
