namespace Fleet.Host.Settings;

/// <summary>Reads the keys under <c>Fleet:Tls</c>.</summary>
internal static class TlsKeys
{
    /// <param name="reader">Of the section.</param>
    /// <param name="http">Where the HTTP API listens.</param>
    /// <param name="grpc">Where gRPC listens.</param>
    /// <returns>Null: the listeners are cleartext.</returns>
    /// <exception cref="SettingsException">The addresses and the certificate do not go together.</exception>
    public static TlsSettings? Tls(this SettingsReader reader, ListenAddress http, ListenAddress grpc)
    {
        var (certificate, key) = (reader.PemFile("Tls:Certificate"), reader.PemFile("Tls:Key"));
        if (http.IsTls != grpc.IsTls)
            throw new SettingsException($"{http.Key} is {http} and {grpc.Key} is {grpc}: either both are https, or neither is.");
        if (http.IsTls && certificate is null)
            throw new SettingsException($"{http.Key} and {grpc.Key} are https: set {TlsSettings.CertificateKey} to a PEM file with this host's certificate.");
        if (!http.IsTls && certificate is not null)
            throw new SettingsException($"{TlsSettings.CertificateKey} is set, but {http.Key} and {grpc.Key} are http: set both to https://ADDRESS:PORT, or {TlsSettings.CertificateKey} to none.");
        if (key is not null && certificate is null)
            throw new SettingsException($"{TlsSettings.KeyKey} is set, but {TlsSettings.CertificateKey} is none: set both.");
        return certificate is null ? null : new TlsSettings(certificate, key);
    }

    /// <summary>The full path of a file, or null for none.</summary>
    public static string? PemFile(this SettingsReader reader, string name) =>
        reader.Text(name, "the path of a PEM file, or none") is var file and not SettingsReader.None ? Path.GetFullPath(file) : null;
}
