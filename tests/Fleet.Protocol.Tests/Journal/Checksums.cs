using System.Text;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>The checksum of rows once more, bit by bit as the definition has it (RFC 3720, appendix B.4): not the code that is tested.</summary>
internal static class Checksums
{
    /// <summary>How many bytes a checksum takes: two name the field 16, of four bytes.</summary>
    public const int Length = 6;

    /// <summary>A row with its checksum after it.</summary>
    public static byte[] Seal(string manifest, byte[] row) => [.. row, 0x85, 0x01, .. Crc32C([.. Encoding.ASCII.GetBytes(manifest), .. row])];

    /// <summary>Lengths at which a row can be cut off; without its checksum alone it is a row from before, and says the same.</summary>
    public static IEnumerable<int> CutLengths(byte[] row) =>
        Enumerable.Range(0, row.Length).Where(length => length != row.Length - Length || row[length] != 0x85);

    /// <summary>CRC-32C, the lowest byte first.</summary>
    public static byte[] Crc32C(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78u;
        }

        crc = ~crc;
        return [(byte)crc, (byte)(crc >> 8), (byte)(crc >> 16), (byte)(crc >> 24)];
    }
}
