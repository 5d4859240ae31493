namespace Fleet.Core.Vocabulary;

/// <summary>Names one client for ever: <c>[A-Za-z0-9._:-]{1,128}</c>, case-sensitive.</summary>
public sealed record ClientId
{
    private ClientId(string value) => Value = value;

    /// <summary>The name as it is written.</summary>
    public string Value { get; }

    /// <summary>What a name may be, for error messages.</summary>
    public static string Rule => $"{Identifier.Rule}, but neither . nor ..";

    /// <summary>The same as a regular expression, for machines.</summary>
    public static string Pattern => Identifier.Pattern;

    /// <summary>Reads a name; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ClientId? client)
    {
        client = Identifier.IsValid(text) ? new ClientId(text!) : null;
        return client is not null;
    }

    /// <summary>
    /// Reads a name that somebody bears now; false also for <c>.</c> and <c>..</c>, which no address can carry. Clients of these names may be there
    /// from before: <see cref="TryParse"/> reads them.
    /// </summary>
    public static bool TryParseAddressable(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ClientId? client)
    {
        if (text is not ("." or ".."))
            return TryParse(text, out client);
        client = null;
        return false;
    }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text breaks <see cref="Rule"/>.</exception>
    public static ClientId Parse(string text) =>
        TryParse(text, out var client) ? client : throw new FormatException($"'{text}' names no client: it takes {Rule}.");

    /// <summary>The name as it is written.</summary>
    public override string ToString() => Value;
}
