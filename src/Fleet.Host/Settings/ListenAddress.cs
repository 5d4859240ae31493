using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Fleet.Host.Settings;

/// <summary>Where a server listens: <c>http://ADDRESS:PORT</c>, or <c>https://…</c>.</summary>
/// <param name="Key">The setting that says so.</param>
/// <param name="Host">As it was written.</param>
/// <param name="EndPoints">One, or of <c>localhost</c> both that it stands for. Port 0: any free one, the same on both.</param>
/// <param name="IsTls">It speaks TLS.</param>
public sealed record ListenAddress(string Key, string Host, IReadOnlyList<IPEndPoint> EndPoints, bool IsTls)
{
    /// <summary>What the setting takes, for error messages.</summary>
    public const string Rule = "http://ADDRESS:PORT or https://ADDRESS:PORT, where the address is an IP address or localhost";

    /// <summary>Reads an address; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string key, string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && AddressesOf(uri) is { Length: > 0 } addresses
                ? new ListenAddress(key, uri.Host, [.. addresses.Select(ip => new IPEndPoint(ip, uri.Port))], uri.Scheme == Uri.UriSchemeHttps)
                : null;
        return address is not null;
    }

    /// <summary>As the setting writes it.</summary>
    public override string ToString() => $"{(IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{Host}:{EndPoints[0].Port}";

    private static IPAddress[] AddressesOf(Uri uri) =>
        uri.Host == "localhost" ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? [ip]
        : [];
}
