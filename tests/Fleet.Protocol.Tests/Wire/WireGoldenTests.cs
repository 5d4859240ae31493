using System.Buffers;
using Fleet.Protocol.Wire;
using Google.Protobuf;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class WireGoldenTests
{
    public static TheoryData<string> FromClients => [.. ClientSamples.All.Keys];

    public static TheoryData<string> FromServer => [.. ServerSamples.All.Keys];

    [Theory]
    [MemberData(nameof(FromClients))]
    public void Clients_say_it_as_they_always_did(string name) =>
        Golden.AssertWritten("client", name, ClientSamples.All[name].Message.ToByteArray());

    [Theory]
    [MemberData(nameof(FromClients))]
    public void Whatever_clients_ever_said_is_understood(string name)
    {
        foreach (var bytes in Golden.All("client", name).Select(bytes => new ReadOnlySequence<byte>(bytes)))
            Assert.Equal(ClientSamples.All[name].Meaning, name == "relay-batch" ? RelayInputs.Read(bytes) : ClientInputs.Read(bytes));
    }

    [Theory]
    [MemberData(nameof(FromServer))]
    public void The_server_says_it_as_it_always_did(string name) =>
        Golden.AssertWritten("server", name, ServerSamples.All[name].ToByteArray());

    [Theory]
    [MemberData(nameof(FromServer))]
    public void Whatever_the_server_ever_said_is_understood(string name)
    {
        var sample = ServerSamples.All[name];
        foreach (var bytes in Golden.All("server", name))
            Assert.Equal(sample, sample.Descriptor.Parser.ParseFrom(bytes));
    }

    [Fact]
    public void Every_golden_has_its_sample()
    {
        Assert.Equal(ClientSamples.All.Keys.Order(), Golden.Names("client"));
        Assert.Equal(ServerSamples.All.Keys.Order(), Golden.Names("server"));
    }
}
