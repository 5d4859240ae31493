using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fleet.ReadModel.Queries;

/// <summary>
/// A place in a list, as text that is safe in an address. It is opaque: bound to the list's filters and order by a checksum,
/// so that a cursor of another list, or a damaged one, is refused and not taken for some place. It tells the offset at which the list was
/// read first, by which that of a journal that was replaced is found out.
/// </summary>
internal static class Cursor
{
    private const int SumLength = 8;
    private const char Separator = '\n';

    public static string Write(string fingerprint, long offset, params ReadOnlySpan<string> parts)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{offset}{Separator}{string.Join(Separator, parts!)}"));
        return Base64Url.EncodeToString([.. Sum(fingerprint, text), .. text]);
    }

    /// <returns>The offset at which the list was read first.</returns>
    /// <exception cref="QueryException">It is no cursor of that list.</exception>
    public static long OffsetOf(string fingerprint, string cursor) =>
        ReadAll(fingerprint, cursor) is [var text, ..] && long.TryParse(text, CultureInfo.InvariantCulture, out var offset) ? offset : throw Bad();

    /// <returns>The parts; null: it is no cursor of that list.</returns>
    public static string[]? Read(string fingerprint, string cursor) => ReadAll(fingerprint, cursor)?[1..];

    public static QueryException Bad() =>
        new(QueryFault.BadCursor, "cursor takes what the page before gave as next, to the same question.", "cursor");

    private static string[]? ReadAll(string fingerprint, string cursor)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < SumLength || !bytes.AsSpan(0, SumLength).SequenceEqual(Sum(fingerprint, bytes.AsSpan(SumLength))))
            return null;
        return Encoding.UTF8.GetString(bytes.AsSpan(SumLength)).Split(Separator);
    }

    private static ReadOnlySpan<byte> Sum(string fingerprint, ReadOnlySpan<byte> text) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(fingerprint), 0, .. text]).AsSpan(0, SumLength);
}
