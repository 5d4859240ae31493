using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>A text with a look.</summary>
internal readonly record struct StyledText(string Text, Style? Look = null)
{
    public static implicit operator StyledText(string text) => new(text);
}
