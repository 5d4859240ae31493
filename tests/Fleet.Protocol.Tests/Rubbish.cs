using CsCheck;

namespace Fleet.Protocol.Tests;

/// <summary>Bytes that nobody should send or store: random ones, and good ones that were damaged.</summary>
internal static class Rubbish
{
    public static Gen<byte[]> Bytes { get; } = Gen.Byte.Array[0, 300];

    /// <summary>One of the good ones, with a few bytes changed, cut out, put in, or its end missing.</summary>
    public static Gen<byte[]> Damaged(byte[][] good) => Gen.Select(
        Gen.OneOf(good),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000], Gen.Byte).Array[1, 4],
        (bytes, wounds) => wounds.Aggregate(bytes, Damage));

    private static byte[] Damage(byte[] bytes, (int Kind, int At, byte Value) wound)
    {
        if (bytes.Length == 0)
            return [wound.Value];
        var at = wound.At % bytes.Length;
        return wound.Kind switch
        {
            0 => [.. bytes[..at], wound.Value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], wound.Value, .. bytes[at..]],
            _ => bytes[..at],
        };
    }
}
