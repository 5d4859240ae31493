using System.Buffers;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;
using Google.Protobuf;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class RelayInputsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("ü")]
    public void A_name_that_is_none_is_refused_to_whoever_it_is(string name)
    {
        var relayed = Assert.Single(Read(Batch(name)));
        Assert.Equal((name, null), (relayed.ClientText, relayed.Client));
        AssertRefused(RefusalCode.OutOfRange, "clientId", relayed);
    }

    [Fact]
    public void A_long_name_comes_back_cut()
    {
        var relayed = Assert.Single(Read(Batch(new string('a', 100_000))));
        Assert.Equal(128, relayed.ClientText.Length);
        AssertRefused(RefusalCode.OutOfRange, "clientId", relayed);
    }

    [Fact]
    public void A_batch_takes_ten_thousand_messages()
    {
        Assert.Equal(RelayInputs.MaxMessages, Read(Batch(Enumerable.Repeat("pc-1", RelayInputs.MaxMessages))).Count);
        var relayed = Assert.Single(Read(Batch(Enumerable.Repeat("pc-1", RelayInputs.MaxMessages + 1))));
        Assert.Equal("", relayed.ClientText);
        AssertRefused(RefusalCode.TooLarge, null, relayed);
    }

    [Fact]
    public void A_batch_that_is_none_is_one_refusal() =>
        AssertRefused(RefusalCode.Malformed, null, Assert.Single(RelayInputs.Read(new ReadOnlySequence<byte>([0xff, 0xff]))));

    private static void AssertRefused(RefusalCode code, string? field, RelayedInput relayed)
    {
        var refusal = Assert.IsType<ClientInput.Unreadable>(relayed.Input).Refusal;
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    private static V1.RelayBatch Batch(params IEnumerable<string> names) => new()
    {
        Messages = { names.Select(name => new V1.RelayMessage { ClientId = name, Message = new V1.ClientMessage { Heartbeat = new V1.Heartbeat() } }) },
    };

    private static IReadOnlyList<RelayedInput> Read(V1.RelayBatch batch) => RelayInputs.Read(new ReadOnlySequence<byte>(batch.ToByteArray()));
}
