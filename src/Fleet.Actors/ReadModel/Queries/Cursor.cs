using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>
/// A place in a list, as text that is safe in an address. It is opaque: bound to the list's filters and order by a checksum,
/// so that a cursor of another list, or a damaged one, is refused and not taken for some place.
/// </summary>
internal static class Cursor
{
    private const int SumLength = 8;
    private const char Separator = '\n';

    public static string Write(string fingerprint, params ReadOnlySpan<string> parts)
    {
        var text = Encoding.UTF8.GetBytes(string.Join(Separator, parts!));
        return Base64Url.EncodeToString([.. Sum(fingerprint, text), .. text]);
    }

    /// <returns>The parts; null: it is no cursor of that list.</returns>
    public static string[]? Read(string fingerprint, string cursor)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < SumLength || !bytes.AsSpan(0, SumLength).SequenceEqual(Sum(fingerprint, bytes.AsSpan(SumLength))))
            return null;
        return Encoding.UTF8.GetString(bytes.AsSpan(SumLength)).Split(Separator);
    }

    public static QueryException Bad() =>
        new(QueryFault.BadCursor, "cursor takes what the page before gave as next, to the same question.", "cursor");

    private static ReadOnlySpan<byte> Sum(string fingerprint, ReadOnlySpan<byte> text) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(fingerprint), 0, .. text]).AsSpan(0, SumLength);
}
