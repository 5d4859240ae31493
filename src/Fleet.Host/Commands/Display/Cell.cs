using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>A text with a look.</summary>
internal readonly record struct Cell(string Text, Style? Look = null)
{
    public static implicit operator Cell(string text) => new(text);
}
