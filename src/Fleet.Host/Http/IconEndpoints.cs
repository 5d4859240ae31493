using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Drawing;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Microsoft.Net.Http.Headers;

namespace Fleet.Host.Http;

/// <summary>The 54 icons: the table, and the drawings.</summary>
internal static class IconEndpoints
{
    private static readonly IReadOnlyList<IconRowJson> Table = [.. Icon.All.Select(ApiAnswers.Of)];

    private static readonly Problem UnknownIcon =
        new(StatusCodes.Status404NotFound, Words.Of(Core.Clients.RefusalCode.NotFound), "There is no such icon: /v1/icons lists them.", "name");

    private static readonly FrozenDictionary<string, IconFile> Drawings = Icon.All.ToFrozenDictionary(icon => icon.Name, IconFile.Of);

    public static void MapIcons(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/icons", () => Table)
            .Describes("listIcons", "List the icons", "All 54, by number, each with the facts that it shows: null is a fact that it does not show.")
            .Takes()
            .Answers<IReadOnlyList<IconRowJson>>("The icons.", () => [.. Table.Take(2)]);
        v1.MapGet("/icons/{name}.svg", Svg)
            .Describes("drawIcon", "Draw an icon", "With an ETag: to If-None-Match with it the answer is 304, without a body, while the drawing is the same.")
            .Takes(ApiParameters.IconName)
            .Answers("The drawing.", "image/svg+xml", Schemas.Bytes, () => IconDrawing.Svg(Icon.All[0]))
            .Refuses(UnknownIcon, ProblemWriter.OfStatus(StatusCodes.Status412PreconditionFailed));
    }

    private static IResult Svg(string name, HttpResponse response)
    {
        if (!Drawings.TryGetValue(name, out var drawing))
            return UnknownIcon;
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
}
