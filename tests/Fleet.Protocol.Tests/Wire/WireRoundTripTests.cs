using System.Buffers;
using CsCheck;
using Fleet.Protocol.Wire;
using Google.Protobuf;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class WireRoundTripTests
{
    [Fact]
    public void What_a_client_says_is_understood() => WireGens.Said.Sample(
        said => Assert.Equal(said.Meaning, ClientInputs.Read(new ReadOnlySequence<byte>(said.Message.ToByteArray()))), iter: 5_000);

    [Fact]
    public void A_relay_changes_nothing() => Gen.Select(Gens.Client, WireGens.Said).Array[0, 5].Sample(
        said =>
        {
            var batch = new V1.RelayBatch();
            foreach (var (client, (message, _)) in said)
                batch.Messages.Add(new V1.RelayMessage { ClientId = client.Value, Message = Addressed(message, client.Value) });
            Assert.Equal(
                said.Select(each => new RelayedInput(each.Item1.Value, each.Item1, Addressed(each.Item2.Meaning, each.Item1))),
                RelayInputs.Read(new ReadOnlySequence<byte>(batch.ToByteArray())));
        },
        iter: 1_000);

    private static V1.ClientMessage Addressed(V1.ClientMessage message, string client)
    {
        if (message.Hello is not null)
            message.Hello.ClientId = client;
        return message;
    }

    private static ClientInput Addressed(ClientInput input, Core.Vocabulary.ClientId client) =>
        input is ClientInput.Hello hello ? hello with { Client = client } : input;
}
