using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>
/// The checksum with which every row ends: CRC-32C (RFC 3720) over the characters of its manifest and all bytes before. It is the field
/// <c>checksum</c> of row.proto, so who does not know it skips it, and always the last one in the bytes, whatever fields come later.
/// </summary>
/// <remarks>
/// Rows from before have none. They end with their field 15, and none of them can be taken for one with a checksum: no text in them has
/// the control character that is the second byte of its name.
/// </remarks>
public static class RowChecksum
{
    private const int Length = NameLength + sizeof(uint);
    private const int NameLength = 2;

    /// <summary>What came last in a row before there were checksums: the state after it, or the offset of a mark.</summary>
    private const int LastFromBefore = Rows.ReportTaken.AfterFieldNumber;

    /// <summary>The field's number, and that four bytes follow.</summary>
    private const int Tag = (Rows.ReportTaken.ChecksumFieldNumber << 3) | 5;

    /// <summary>The same as it stands in the bytes: a varint.</summary>
    private static ReadOnlySpan<byte> Name => [(byte)(Tag | 0x80), Tag >> 7];

    /// <summary>The bytes of a row, its checksum included.</summary>
    public static byte[] Write(string manifest, IMessage row)
    {
        var bytes = new byte[row.CalculateSize() + Length];
        var before = bytes.AsSpan(..^Length);
        var checksum = bytes.AsSpan(^Length..);
        row.WriteTo(before);
        Name.CopyTo(checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(checksum[NameLength..], Of(manifest, before));
        return bytes;
    }

    /// <summary>Looks whether a row is as it was written. Of one from before only its shape can be looked at.</summary>
    /// <exception cref="JournalFormatException">It is not.</exception>
    public static void Check(string manifest, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Length && bytes[^Length..].StartsWith(Name))
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) != Of(manifest, bytes[..^Length]))
                throw new JournalFormatException(manifest, null, "its checksum is wrong");
        }
        else if (!IsFromBefore(manifest, bytes))
        {
            throw Damage(manifest);
        }
    }

    /// <summary>What is told of bytes that are no row.</summary>
    internal static JournalFormatException Damage(string manifest, Exception? found = null) => new(manifest, null, "the bytes are cut short or damaged", found);

    private static bool IsFromBefore(string manifest, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var (last, times) = (0, 0);
            for (var row = new FieldWalk(bytes); row.Next();)
            {
                last = row.NumberField + row.BytesField;
                times += last == LastFromBefore ? 1 : 0;
            }

            return last == LastFromBefore && times == 1;
        }
        catch (InvalidDataException found)
        {
            throw Damage(manifest, found);
        }
    }

    private static uint Of(string manifest, ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var character in manifest)
            crc = BitOperations.Crc32C(crc, (byte)character);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
