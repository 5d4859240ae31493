namespace Fleet.Sim.Chance;

/// <summary>
/// Philox4x32-10, a counter-based generator: the block of a counter under a key, without any state. Integer operations
/// only, so the same on every machine.
/// </summary>
/// <remarks>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.</remarks>
public static class Philox
{
    private const int Rounds = 10;

    /// <summary>The block of one counter.</summary>
    public static CounterBlock Of(CounterBlock counter, uint key0, uint key1)
    {
        var (a, b, c, d) = counter;
        for (var round = 0; round < Rounds; round++)
        {
            var first = (ulong)a * 0xD2511F53;
            var second = (ulong)c * 0xCD9E8D57;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ key0, (uint)second, (uint)(first >> 32) ^ d ^ key1, (uint)first);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        return new CounterBlock(a, b, c, d);
    }

    /// <summary>Four words: a counter, or what it gives.</summary>
    public readonly record struct CounterBlock(uint A, uint B, uint C, uint D)
    {
        /// <summary>The first two words as one number.</summary>
        public ulong Low => ((ulong)B << 32) | A;
    }
}
