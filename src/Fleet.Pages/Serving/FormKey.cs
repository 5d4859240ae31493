using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Serving;

/// <summary>
/// Keeps forms of other sites from being taken for the host's own: a form carries what a cookie of the host has, and no other site can read that.
/// Nothing is kept on the server, so any node of a cluster takes a form that another one made.
/// </summary>
internal static class FormKey
{
    /// <summary>The field of a form.</summary>
    public const string Field = "form-key";

    private const string Cookie = "fleet-form-key";

    private const int Bytes = 32;

    /// <summary>The key of a browser, which gets one where it has none.</summary>
    public static string Of(HttpContext http)
    {
        if (Sent(http) is { } known)
            return known;
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        http.Response.Cookies.Append(Cookie, key, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/" });
        return key;
    }

    /// <summary>Whether a form is the host's own.</summary>
    public static bool IsOwn(HttpContext http, IFormCollection form) =>
        Sent(http) is { } key && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(form[Field].ToString()));

    private static string? Sent(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } key && Base64Url.IsValid(key, out var length) && length == Bytes ? key : null;
}
