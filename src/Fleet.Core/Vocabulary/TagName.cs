namespace Fleet.Core.Vocabulary;

/// <summary>A word that an operator puts to clients: <c>[A-Za-z0-9._:][A-Za-z0-9._:-]{0,63}</c>, case-sensitive.</summary>
public sealed record TagName
{
    private const int MaxLength = 64;

    private TagName(string value) => Value = value;

    /// <summary>The word as it is written.</summary>
    public string Value { get; }

    /// <summary>What a tag may be, for error messages.</summary>
    public static string Rule => "1 to 64 characters out of A-Z a-z 0-9 . _ : -, the first one no dash, but neither . nor ..";

    /// <summary>The same as a regular expression, for machines.</summary>
    public static string Pattern => "^[A-Za-z0-9._:][A-Za-z0-9._:-]{0,63}$";

    /// <summary>Reads a tag; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TagName? tag)
    {
        tag = text is not ("." or ".." or ['-', ..]) && Identifier.IsValid(text, MaxLength) ? new TagName(text!) : null;
        return tag is not null;
    }

    /// <summary>Reads a tag.</summary>
    /// <exception cref="FormatException">The text breaks <see cref="Rule"/>.</exception>
    public static TagName Parse(string text) => TryParse(text, out var tag) ? tag : throw new FormatException($"'{text}' is no tag: it takes {Rule}.");

    /// <summary>The word as it is written.</summary>
    public override string ToString() => Value;
}
