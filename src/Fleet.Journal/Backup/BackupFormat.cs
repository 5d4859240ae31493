using System.Security.Cryptography;
using Fleet.Journal.Stores;

namespace Fleet.Journal.Backup;

/// <summary>The format of a backup, the same for every store; numbers are little-endian.</summary>
/// <remarks>
/// <code>
/// header  magic (8) · version (4) · length (4) · JSON · hash (32)
/// blocks  0x01 · rows (4) · length unpacked (4) · length (4) · rows, packed by Brotli · hash (32)
/// footer  0x02 · rows (8) · first offset (8) · last offset (8) · hash (32)
/// </code>
/// Each hash is the SHA-256 of the hash before it and of what stands between the two: a changed, missing, added or moved byte is
/// found in its block, before a row of that is used, and the last hash stands for the whole file. Magic and version stay where
/// they are in all versions.
/// </remarks>
internal static class BackupFormat
{
    /// <summary>The newest that is read: that of the journal. Nothing but its rows differs; an older program is not to restore those.</summary>
    public const int Version = JournalVersion.Known;
    public const byte Block = 1;
    public const byte Footer = 2;
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>A block is closed when its rows have come to so many bytes.</summary>
    public const int BlockBytes = 256 * 1024;

    /// <summary>No block is longer, not even one of a single row: what a reader has to have room for.</summary>
    public const int LongestBlock = 64 * 1024 * 1024;

    public const int LongestHeader = 64 * 1024;

    /// <summary>Not text, so that nothing that changes texts on their way leaves it as it is.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'F', (byte)'L', (byte)'E', (byte)'E', (byte)'T', 0x0D, 0x0A];

    /// <summary>The hash that stands after some parts.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> before, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
