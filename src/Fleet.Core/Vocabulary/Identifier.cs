using System.Buffers;

namespace Fleet.Core.Vocabulary;

/// <summary>The alphabet of ids: <c>[A-Za-z0-9._:-]{1,128}</c>, case-sensitive.</summary>
internal static class Identifier
{
    public const int MaxLength = 128;

    public const string Pattern = "^[A-Za-z0-9._:-]{1,128}$";

    public const string Rule = "1 to 128 characters out of A-Z a-z 0-9 . _ : -";

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsValid(string? text, int maxLength = MaxLength) =>
        text is { Length: > 0 } && text.Length <= maxLength && !text.AsSpan().ContainsAnyExcept(Alphabet);
}
