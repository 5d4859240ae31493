using Spectre.Console;

namespace Fleet.Host.Commands.Display;

/// <summary>A text with a look.</summary>
/// <param name="Text">The text.</param>
/// <param name="Look">Its look; null: as everything else.</param>
/// <param name="Mark">What says the same as its colour, to who does not see that: it follows the text on a terminal, and nowhere else.</param>
internal readonly record struct StyledText(string Text, Style? Look = null, string Mark = "")
{
    public static implicit operator StyledText(string text) => new(text);
}
