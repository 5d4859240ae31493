using Fleet.Sim.Chance;
using Xunit;

namespace Fleet.Sim.Tests.Chance;

/// <summary>The known answers that the algorithm's authors publish for philox4x32 with 10 rounds.</summary>
public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdcceb, 0x5001e420u, 0x24126ea1u)]
    public void Gives_the_published_answers(uint a, uint b, uint c, uint d, uint key0, uint key1, uint w, uint x, uint y, uint z) =>
        Assert.Equal(new Philox.CounterBlock(w, x, y, z), Philox.Of(new Philox.CounterBlock(a, b, c, d), key0, key1));
}
