namespace Fleet.Sim.Chance;

/// <summary>
/// The random numbers for one decision of one client: a pure function of (seed, client, purpose, round), so no client's
/// luck depends on another's. Distributions are made of integers alone; no logarithm is taken.
/// </summary>
/// <param name="seed">Chooses the run.</param>
/// <param name="client">Index of the client.</param>
/// <param name="purpose">What is decided.</param>
/// <param name="round">Counts the decisions of this purpose.</param>
public struct Draws(long seed, int client, int purpose, int round)
{
    private uint _drawn;

    /// <summary>64 random bits.</summary>
    public ulong Next() => NextBlock().Low;

    /// <summary>Evenly out of 0 … <paramref name="bound"/> − 1; 0 if the bound is 0.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>True in so many cases out of a million.</summary>
    public bool Happens(int perMillion) => Below(1_000_000) < perMillion;

    /// <summary>Exponentially distributed with a mean.</summary>
    /// <remarks>
    /// Von Neumann's comparison method (1951), which is exact: the first of a descending run of odd length has the
    /// density e^-x on 0 … 1, and each run of even length before it adds a whole mean.
    /// </remarks>
    public long Exponential(long mean)
    {
        for (var wholes = 0L; ; wholes++)
        {
            var first = Next();
            var odd = true;
            for (ulong last = first, next = Next(); next <= last; last = next, next = Next())
                odd = !odd;
            if (odd)
                return (mean * wholes) + (long)Math.BigMul((ulong)mean, first, out _);
        }
    }

    /// <summary>Bell-shaped around a mean and never further from it than <paramref name="reach"/>: the sum of four even draws.</summary>
    public long Bell(long mean, long reach)
    {
        var block = NextBlock();
        var sum = (ulong)block.A + block.B + block.C + block.D;
        return mean - reach + (long)(((UInt128)(ulong)reach * sum) >> 33);
    }

    private Philox.CounterBlock NextBlock() =>
        Philox.Of(new Philox.CounterBlock((uint)client, (uint)purpose, (uint)round, _drawn++), (uint)seed, (uint)(seed >> 32));
}
