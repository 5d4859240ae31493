using Fleet.Protocol.Watch;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Settings;

/// <summary>Reads who is told of icon changes: the keys under <c>Fleet:Webhooks</c>.</summary>
internal static class WebhookKeys
{
    private const string Section = "Webhooks";
    private const int Most = 8;
    private const int LongestName = 32;
    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;
    private const string Prefix = "whsec_";
    private const string NamesRule = "none, and beside it Fleet:Webhooks:NAME:Url, :Secret and :Filter of up to 8 hooks, where NAME has 1 to 32 letters, digits and dashes";
    private const string UrlRule = "https://… or http://…, without a name, a password or a fragment";
    private const string SecretRule = "whsec_ and 24 to 64 random bytes in base64";
    private const string FilterRule = "a query string of group, connection and condition as GET /v1/icon-changes takes them, or none";

    public static IReadOnlyList<WebhookSettings> Webhooks(this SettingsReader reader)
    {
        reader.Read(Section, NamesRule, text => text == SettingsReader.None ? text : null);
        var names = reader.ChildrenOf(Section);
        if (names.Count > Most || !names.All(IsName))
            throw new SettingsException($"Fleet:{Section} takes {NamesRule}; there are {string.Join(", ", names)}.");
        return [.. names.Select(name => new WebhookSettings(
            name.ToLowerInvariant(),
            reader.Read($"{Section}:{name}:Url", UrlRule, UrlOf),
            reader.Secret($"{Section}:{name}:Secret", SecretRule, KeyOf),
            reader.Read($"{Section}:{name}:Filter", FilterRule, FilterOf, otherwise: SettingsReader.None)))];
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static Uri? UrlOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https" or "http", UserInfo: "", Fragment: "" } ? url : null;

    private static byte[]? KeyOf(string text)
    {
        var key = new byte[LongestSecret + 1];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= ShortestSecret and <= LongestSecret
            ? key[..length]
            : null;
    }

    private static WatchFilter? FilterOf(string text)
    {
        if (text == SettingsReader.None)
            return WatchFilter.All;
        var values = QueryHelpers.ParseQuery(text);
        return values.Keys.All(key => WatchInputs.FilterNames.Contains(key)) && WatchInputs.TryRead("after", name => values.GetValueOrDefault(name), out var query, out _) ? query.Filter : null;
    }
}
