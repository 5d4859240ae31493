using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Fleet.Pages.Layout;

/// <summary>What browsers load for pages: out of this assembly, wherever the host runs from.</summary>
internal static class AssetFiles
{
    private static readonly AssetFile[] All =
    [
        new("pages.css", "text/css; charset=utf-8"),
        new("pages.js", "text/javascript; charset=utf-8"),
        new("feed.js", "text/javascript; charset=utf-8"),
        new("fleet.svg", "image/svg+xml"),
    ];

    /// <summary>Another one where any of them is.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(All.Select(file => file.Address))))[..8]);

    /// <summary>The address of a file, which is another one where its text is.</summary>
    public static string AddressOf(string name) => All.Single(file => file.Name == name).Address;

    public static void MapAssets(this IEndpointRouteBuilder http)
    {
        foreach (var file in All)
            http.MapGet($"/assets/{file.Name}", file.Answer).ExcludeFromDescription();
    }

    private sealed class AssetFile
    {
        private readonly byte[] _bytes;
        private readonly string _type;
        private readonly string _version;

        public AssetFile(string name, string type)
        {
            using var stream = typeof(AssetFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            (Name, _type, _bytes) = (name, type, copy.ToArray());
            _version = Convert.ToHexStringLower(SHA256.HashData(_bytes)[..8]);
        }

        public string Name { get; }

        public string Address => $"/assets/{Name}?v={_version}";

        /// <remarks>While a cluster is upgraded a page of one node may load from another one: it gets what there is, and does not keep it.</remarks>
        public IResult Answer(HttpContext http)
        {
            http.Response.Headers.CacheControl = http.Request.Query["v"] == _version ? "public, max-age=31536000, immutable" : "no-cache";
            return Results.Bytes(_bytes, _type, entityTag: new EntityTagHeaderValue($"\"{_version}\""));
        }
    }
}
