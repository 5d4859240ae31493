using System.Security;
using Fleet.Core.Icons;

namespace Fleet.Core.Drawing;

/// <summary>Draws the icons: legible at 16 px, on light and on dark, and told apart by shape alone.</summary>
public static class IconDrawing
{
    /// <summary>
    /// The icon as an SVG document of its own, with <see cref="Icon.Text"/> as its title. Always the same for the same icon;
    /// without script, style sheet, id or reference, so that it may stand in a page as an image or inline.
    /// </summary>
    public static string Svg(Icon icon)
    {
        Shape?[] layers =
        [
            Layers.Tile(icon.Connection),
            Layers.Glyph(icon.ScanMethod, icon.Connection),
            Layers.Badge(icon.RealTimeScan),
            Layers.Badge(icon.Pattern),
            Layers.Badge(icon.SmartProtection),
            Layers.Mark(icon.ShownConditions),
        ];
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" role="img"><title>{SecurityElement.Escape(icon.Text)}</title>{string.Concat<Shape?>(layers)}</svg>""";
    }
}

/// <summary>A filled outline: all that the drawings are made of.</summary>
/// <param name="Color">One of <see cref="Palette"/>.</param>
/// <param name="Path">In units of half a pixel at 16 px, so whole pixels are even numbers.</param>
internal sealed record Shape(string Color, string Path)
{
    public override string ToString() => $"""<path fill="{Color}" fill-rule="evenodd" d="{Path}"/>""";
}
