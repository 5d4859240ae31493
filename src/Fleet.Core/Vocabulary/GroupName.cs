namespace Fleet.Core.Vocabulary;

/// <summary>Names a group of clients: <c>[A-Za-z0-9._:-]{1,128}</c>, case-sensitive.</summary>
public sealed record GroupName
{
    private GroupName(string value) => Value = value;

    /// <summary>The name as it is written.</summary>
    public string Value { get; }

    /// <summary>What a name may be, for error messages.</summary>
    public static string Rule => Identifier.Rule;

    /// <summary>The same as a regular expression, for machines.</summary>
    public static string Pattern => Identifier.Pattern;

    /// <summary>The group of a client that never told one.</summary>
    public static GroupName Default { get; } = new("default");

    /// <summary>Reads a name; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GroupName? group)
    {
        group = Identifier.IsValid(text) ? new GroupName(text!) : null;
        return group is not null;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text breaks <see cref="Rule"/>.</exception>
    public static GroupName Parse(string text) =>
        TryParse(text, out var group) ? group : throw new FormatException($"'{text}' names no group: it takes {Rule}.");

    /// <summary>The name as it is written.</summary>
    public override string ToString() => Value;
}
