using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>Names one task for ever: of the alphabet of client ids.</summary>
public sealed record TaskId
{
    private TaskId(string value) => Value = value;

    /// <summary>The name as it is written.</summary>
    public string Value { get; }

    /// <summary>What a name may be, for error messages.</summary>
    public static string Rule => ClientId.Rule;

    /// <summary>The same as a regular expression, for machines.</summary>
    public static string Pattern => ClientId.Pattern;

    /// <summary>Reads a name; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TaskId? task)
    {
        // No address can carry the two that have only dots.
        task = text is not ("." or "..") && Identifier.IsValid(text) ? new TaskId(text!) : null;
        return task is not null;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text breaks <see cref="Rule"/>.</exception>
    public static TaskId Parse(string text) => TryParse(text, out var task) ? task : throw new FormatException($"'{text}' names no task: it takes {Rule}.");

    /// <summary>The name as it is written.</summary>
    public override string ToString() => Value;
}
