namespace Fleet.Host.Settings;

/// <summary>Who the listeners are: the keys under <c>Fleet:Tls</c>.</summary>
/// <param name="Certificate">Full path of the PEM file with the certificate, and those between it and its root.</param>
/// <param name="Key">Full path of the PEM file with its private key; null: it is in the same file.</param>
public sealed record TlsSettings(string Certificate, string? Key)
{
    /// <summary>The setting that names the certificate.</summary>
    public const string CertificateKey = "Fleet:Tls:Certificate";

    /// <summary>The setting that names the private key.</summary>
    public const string KeyKey = "Fleet:Tls:Key";
}
