using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fleet.Host.Commands.Display;

/// <summary>Where a command writes. Answers go to standard output, and whatever is said about them to standard error.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="width">Columns of the terminal; null: it is none, so there are no colours and no end to a line.</param>
/// <param name="isPlain">The terminal knows no looks: it would show what asks for them.</param>
internal sealed class Screen(Stream output, TextWriter error, int? width, bool isPlain = false)
{
    // What no table comes near; Spectre gives each column what it needs of it.
    private const int Endless = 100_000;

    /// <summary>Columns of the terminal; null: it is none.</summary>
    public int? Width { get; } = width;

    /// <summary>Standard output, for JSON.</summary>
    public Stream Output { get; } = output;

    /// <summary>For a view that changes while somebody looks on, and for anything with a look.</summary>
    public IAnsiConsole Console { get; } = ConsoleOf(new StreamWriter(output) { AutoFlush = true }, width, isPlain);

    /// <summary>The one of this process.</summary>
    public static Screen OfProcess() => new(
        StandardOutput.Open(), System.Console.Error, System.Console.IsOutputRedirected ? null : AnsiConsole.Console.Profile.Width, Environment.GetEnvironmentVariable("TERM") == "dumb");

    /// <summary>What is written of a text: its mark only to a person.</summary>
    public string TextOf(StyledText text) => Width is null ? text.Text : text.Text + text.Mark;

    /// <summary>Whether so many columns have room in a line.</summary>
    public bool Fits(int columns) => Width is not { } width || columns <= width;

    /// <summary>Writes a part of the answer.</summary>
    /// <param name="part">The part.</param>
    /// <param name="least">Columns that it cannot do without: a narrower terminal breaks its lines, and nothing is cut off.</param>
    public void Write(IRenderable part, int least = 0)
    {
        var usual = Console.Profile.Width;
        Console.Profile.Width = Math.Max(usual, least);
        Console.Write(part);
        Console.Profile.Width = usual;
    }

    /// <summary>Writes a line of the answer, in its looks.</summary>
    public void WriteLine(params ReadOnlySpan<StyledText> parts)
    {
        var line = new Paragraph();
        foreach (var part in parts)
            line.Append(TextOf(part), part.Look);
        Console.Write(line);
        Console.WriteLine();
    }

    /// <summary>Writes a text of the answer, set in where it wraps too.</summary>
    public void WriteIndented(string text) => Write(new Padder(new Text(text), new Padding(2, 0, 0, 0)));

    /// <summary>Writes JSON as it came.</summary>
    public void WriteJson(ReadOnlySpan<byte> json)
    {
        Output.Write([.. json, (byte)'\n']);
        Output.Flush();
    }

    /// <summary>Writes a text as it is, without looks.</summary>
    public void WriteRaw(string text)
    {
        Output.Write(Encoding.UTF8.GetBytes(text));
        Output.Flush();
    }

    /// <summary>Says something about the answer.</summary>
    public void Note(string line) => error.WriteLine(line);

    private static IAnsiConsole ConsoleOf(TextWriter writer, int? width, bool isPlain)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = width is null || isPlain ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = width is null || isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = width is null || isPlain ? InteractionSupport.No : InteractionSupport.Yes,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width ?? Endless;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
