using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Parts;

/// <summary>
/// Keeps forms of other sites from being taken for the host's own: a form carries what a cookie of the host has, and no other site can read that.
/// Nothing is kept on the server, so any node of a cluster takes a form that another one made.
/// The cookie comes along when a link of another site is followed (<c>Lax</c>): a browser that seemed to have none would get another key, and
/// forms that are open in other tabs would be worth nothing.
/// </summary>
internal static class FormKey
{
    /// <summary>The field of a form.</summary>
    public const string Field = "form-key";

    private const string Cookie = "fleet-form-key";

    private const int Bytes = 32;

    private static readonly object OfRequest = new();

    /// <summary>Tells who sent a form that is not taken as it is. What was filled in is shown to him again, with the key that his browser has now.</summary>
    public static ProblemJson Foreign { get; } = new(
        StatusCodes.Status403Forbidden, "form-foreign",
        "This form does not have the key that your browser keeps for this host, as when its cookies were cleared after the page had been opened. Nothing was changed. Look at what is filled in, and send it again; the browser has to take cookies.",
        null, null, null, "Forbidden");

    /// <summary>The key of a browser, which gets one where it has none.</summary>
    public static string Of(HttpContext http)
    {
        if ((Sent(http) ?? http.Items[OfRequest]) is string known)
            return known;
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        http.Items[OfRequest] = key;
        http.Response.Cookies.Append(Cookie, key, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/" });
        return key;
    }

    /// <summary>Whether a form is the host's own.</summary>
    public static bool IsOwn(HttpContext http, IFormCollection form) =>
        Sent(http) is { } key && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(form[Field].ToString()));

    private static string? Sent(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } key && Base64Url.IsValid(key, out var length) && length == Bytes ? key : null;
}
