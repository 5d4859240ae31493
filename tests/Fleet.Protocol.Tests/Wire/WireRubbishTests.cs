using System.Buffers;
using CsCheck;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;
using Google.Protobuf;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class WireRubbishTests
{
    private static readonly Gen<byte[]> Anything = Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("client")));

    [Fact]
    public void Whatever_bytes_come_are_an_input() => Anything.Sample(
        bytes => Assert.NotNull(ClientInputs.Read(new ReadOnlySequence<byte>(bytes))), iter: 20_000);

    [Fact]
    public void Whatever_a_relay_sends_is_a_list() => Anything.Sample(
        bytes => Assert.All(
            RelayInputs.Read(new ReadOnlySequence<byte>(bytes)),
            relayed => Assert.True(relayed.Client is not null || relayed.Input is ClientInput.Unreadable)),
        iter: 20_000);

    [Fact]
    public void Rubbish_of_one_client_is_not_its_neighbours_business() => Anything.Sample(
        bytes =>
        {
            var good = Field(1, [.. Field(1, "good"u8.ToArray()), .. Field(2, new V1.ClientMessage { Heartbeat = new V1.Heartbeat() }.ToByteArray())]);
            var odd = Field(1, [.. Field(1, "odd"u8.ToArray()), .. Field(2, bytes)]);
            var read = RelayInputs.Read(new ReadOnlySequence<byte>([.. good, .. odd, .. Field(1, bytes), .. good]));
            Assert.Equal(4, read.Count);
            Assert.Same(ClientInput.Heartbeat.Instance, read[0].Input);
            Assert.Equal("odd", read[1].Client?.Value);
            Assert.Same(ClientInput.Heartbeat.Instance, read[3].Input);
        },
        iter: 5_000);

    [Fact]
    public void A_message_over_the_limit_is_refused_unread()
    {
        var version = new string('v', ClientInputs.MaxBytes);
        var bytes = new V1.ClientMessage { Hello = new V1.Hello { ClientId = "pc-1", AgentVersion = version } }.ToByteArray();
        var input = Assert.IsType<ClientInput.Unreadable>(ClientInputs.Read(new ReadOnlySequence<byte>(bytes)));
        Assert.Equal(RefusalCode.TooLarge, input.Refusal.Code);
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }
}
