using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>One stream that carries the sessions of many clients.</summary>
public sealed class RelayTests : StreamScene
{
    [Fact]
    public void In_a_relay_one_client_leaves_and_comes_back_while_another_goes_on()
    {
        var (stream, port) = Open(single: false);
        var before = Greet(stream, port, Pc1, relayed: true);
        Greet(stream, port, Pc2, relayed: true);
        stream.Tell(new Received(Pc1, new ClientInput.SaidGoodbye(Core.Vocabulary.GoodbyeReason.Unloaded)));
        var end = Region.ExpectMsg<ToClient>();
        var again = Hello(stream, Pc1, relayed: true);
        var after = ((OpenSession)again.Body).Session;
        Assert.NotEqual(before, after);
        Answer(stream, end, Core.Clients.Done.Instance);
        Assert.Equal("goodbye", Next(port).Closing.Reason);
        Answer(stream, again, new Opened(0, Present: true));
        Assert.NotNull(Next(port).Welcome);
        stream.Tell(new Received(Pc2, Report(1)));
        Assert.Equal(Pc2, Region.ExpectMsg<ToClient>().Client);
    }

    [Fact]
    public void What_a_relay_sends_under_no_clients_name_is_refused_under_that_name_and_nobody_elses()
    {
        var (stream, port) = Open(single: false);
        Greet(stream, port, Pc1, relayed: true);
        stream.Tell(new Received(null, new ClientInput.Unreadable(new Core.Clients.Refusal(RefusalCode.OutOfRange, "no name", "clientId")), "pc 9"));
        AwaitWorked(stream);
        Assert.True(port.Outbound.TryRead(out var reply));
        Assert.Equal(("pc 9", "clientId"), (reply.Client, reply.Message.Refusal.Field));
    }
}
