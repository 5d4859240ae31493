using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Fleet.Host.Settings;

/// <summary>Where a server listens: <c>http://ADDRESS:PORT</c>, or <c>https://…</c>.</summary>
/// <param name="Key">The setting that says so.</param>
/// <param name="EndPoint">Port 0: any free one.</param>
/// <param name="IsTls">It speaks TLS.</param>
public sealed record ListenAddress(string Key, IPEndPoint EndPoint, bool IsTls)
{
    /// <summary>What the setting takes, for error messages.</summary>
    public const string Rule = "http://ADDRESS:PORT or https://ADDRESS:PORT, where the address is an IP address or localhost";

    /// <summary>Reads an address; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string key, string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && AddressOf(uri) is { } ip
                ? new ListenAddress(key, new IPEndPoint(ip, uri.Port), uri.Scheme == Uri.UriSchemeHttps)
                : null;
        return address is not null;
    }

    /// <summary>As the setting writes it.</summary>
    public override string ToString() => $"{(IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{EndPoint}";

    private static IPAddress? AddressOf(Uri uri) =>
        uri.Host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) ? ip
        : null;
}
