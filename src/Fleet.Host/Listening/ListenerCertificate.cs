using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Fleet.Host.Certificates;
using Fleet.Host.Settings;

namespace Fleet.Host.Listening;

/// <summary>The certificate of both listeners. Its files are looked at while connections come in: one that is renewed in place needs no restart.</summary>
internal sealed class ListenerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly TlsSettings _settings;
    private readonly TimeProvider _time;
    private readonly Lock _looking = new();
    private (string Certificate, string Key) _pem;
    private SslStreamCertificateContext _context;
    private long _looked;
    private string? _trouble;

    /// <exception cref="SettingsException">It cannot be used; the message names the setting.</exception>
    public ListenerCertificate(TlsSettings settings, TimeProvider time)
    {
        (_settings, _time, _looked) = (settings, time, time.GetTimestamp());
        _pem = Read();
        _context = Use(_pem);
    }

    /// <summary>What a connection that begins now is shown.</summary>
    /// <param name="log">Is told of a change.</param>
    public SslStreamCertificateContext Current(ILogger log)
    {
        lock (_looking)
        {
            if (_time.GetElapsedTime(_looked) >= BetweenLooks)
                Look(log);
            return _context;
        }
    }

    private void Look(ILogger log)
    {
        _looked = _time.GetTimestamp();
        try
        {
            var pem = Read();
            if (pem != _pem)
            {
                _context = Use(pem);
                _pem = pem;
                log.LogInformation("The listeners have another certificate, which expires at {Expires:u}", _context.TargetCertificate.NotAfter.ToUniversalTime());
            }

            _trouble = null;
        }
        catch (SettingsException trouble)
        {
            // Perhaps one of two files is written already: it is tried again, and told once.
            if (trouble.Message != _trouble)
                log.LogWarning("The listeners keep the certificate that they have: {Trouble}", trouble.Message);
            _trouble = trouble.Message;
        }
    }

    private (string Certificate, string Key) Read()
    {
        var certificate = TextOf(_settings.Certificate, BadCertificate);
        return (certificate, _settings.Key is { } key ? TextOf(key, BadKey) : certificate);
    }

    private static string TextOf(string file, Func<Exception, SettingsException> bad)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (PemCertificate.IsUnreadable(fault))
        {
            throw bad(fault);
        }
    }

    private SslStreamCertificateContext Use((string Certificate, string Key) pem)
    {
        X509Certificate2Collection all;
        try
        {
            all = PemCertificate.All(pem.Certificate);
        }
        catch (Exception fault) when (PemCertificate.IsUnreadable(fault))
        {
            throw BadCertificate(fault);
        }

        if (all.Count == 0)
            throw BadCertificate(new InvalidDataException("There is no certificate in it."));
        RefuseUseless(all[0]);
        try
        {
            return SslStreamCertificateContext.Create(PemCertificate.Of(pem.Certificate, pem.Key), all, offline: true);
        }
        catch (Exception fault) when (PemCertificate.IsUnreadable(fault))
        {
            throw BadKey(fault);
        }
    }

    private void RefuseUseless(X509Certificate2 own)
    {
        var (from, to, now) = (own.NotBefore.ToUniversalTime(), own.NotAfter.ToUniversalTime(), _time.GetUtcNow().UtcDateTime);
        if (to <= now)
            throw new SettingsException($"{TlsSettings.CertificateKey}: the certificate in {_settings.Certificate} expired at {to:yyyy-MM-ddTHH:mm:ssZ}.");
        if (from > now)
            throw new SettingsException($"{TlsSettings.CertificateKey}: the certificate in {_settings.Certificate} does not hold before {from:yyyy-MM-ddTHH:mm:ssZ}.");
        if (own.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage && usage.EnhancedKeyUsages[ServerAuthentication] is null)
            throw new SettingsException($"{TlsSettings.CertificateKey}: the certificate in {_settings.Certificate} is not one for servers.");
    }

    private SettingsException BadCertificate(Exception fault) =>
        new($"{TlsSettings.CertificateKey} takes a PEM file with a certificate; {_settings.Certificate} cannot be read as one: {fault.Message}");

    private SettingsException BadKey(Exception fault) => new(_settings.Key is { } key
        ? $"{TlsSettings.KeyKey} takes a PEM file with the private key of the certificate; {key} cannot be read as one: {fault.Message}"
        : $"{TlsSettings.KeyKey} is none, and {_settings.Certificate} does not hold the private key of its certificate: {fault.Message}");
}
