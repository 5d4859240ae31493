namespace Fleet.Core.Drawing;

/// <summary>A filled outline: all that the drawings are made of.</summary>
/// <param name="Color">One of <see cref="Palette"/>.</param>
/// <param name="Path">In units of half a pixel at 16 px, so whole pixels are even numbers.</param>
internal sealed record Shape(string Color, string Path)
{
    public override string ToString() => $"""<path fill="{Color}" fill-rule="evenodd" d="{Path}"/>""";
}
