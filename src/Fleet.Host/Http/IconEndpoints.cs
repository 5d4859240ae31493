using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Drawing;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Microsoft.Net.Http.Headers;

namespace Fleet.Host.Http;

/// <summary>The 54 icons: the table, and the drawings.</summary>
internal static class IconEndpoints
{
    private static readonly IReadOnlyList<IconJson> Table = [.. Icon.All.Select(IconJson.Of)];

    private static readonly FrozenDictionary<string, IconFile> Drawings = Icon.All.ToFrozenDictionary(icon => icon.Name, IconFile.Of);

    public static void MapIcons(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/icons", () => Table).Takes();
        v1.MapGet("/icons/{name}.svg", Svg).Takes();
    }

    private static IResult Svg(string name, HttpResponse response)
    {
        if (!Drawings.TryGetValue(name, out var drawing))
            return new Problem(StatusCodes.Status404NotFound, Words.Of(Core.Clients.RefusalCode.NotFound), "There is no such icon: /v1/icons lists them.", "name");
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(drawing.Svg, "image/svg+xml", entityTag: drawing.Tag);
    }

    private sealed record IconFile(byte[] Svg, EntityTagHeaderValue Tag)
    {
        public static IconFile Of(Icon icon)
        {
            var svg = Encoding.UTF8.GetBytes(IconDrawing.Svg(icon));
            return new IconFile(svg, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(svg)[..8])}\""));
        }
    }

    /// <summary>An icon as the API tells it: null for what it does not show, an address for its drawing.</summary>
    private sealed record IconJson(
        string Name, string Connection, string ScanMethod, string? Pattern, string RealTimeScan, string? SmartProtection, string Text, string Svg)
    {
        public static IconJson Of(Icon icon) => new(
            icon.Name,
            Words.Of(icon.Connection),
            Words.Of(icon.ScanMethod),
            icon.Pattern is { } pattern ? Words.Of(pattern) : null,
            Words.Of(icon.RealTimeScan),
            icon.SmartProtection is { } link ? Words.Of(link) : null,
            icon.Text,
            $"/v1/icons/{icon.Name}.svg");
    }
}
