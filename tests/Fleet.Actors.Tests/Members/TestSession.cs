using Akka.Actor;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Fleet.V1;

namespace Fleet.Actors.Tests.Members;

/// <summary>The far end of a client's stream.</summary>
internal sealed class TestSession(StreamPort port, IActorRef stream)
{
    public Task<ServerMessage> Hello(string client, string epoch = "")
    {
        stream.Tell(new Received(null, new ClientInput.Hello(ClientId.Parse(client), null, 0, null, Capabilities: Capabilities.Verify, Epoch: epoch)), ActorRefs.NoSender);
        return Next(ServerMessage.MessageOneofCase.Welcome);
    }

    /// <summary>Goes where it is sent: the answer is a welcome or a closing.</summary>
    public Task<ServerMessage> HelloThatFollows(string client) => HelloAndWhatThen(client, follows: true);

    /// <summary>The answer is a welcome or a closing.</summary>
    public async Task<ServerMessage> HelloAndWhatThen(string client, string epoch = "", bool follows = false)
    {
        stream.Tell(new Received(null, new ClientInput.Hello(ClientId.Parse(client), null, 0, null, Epoch: epoch, FollowsRedirects: follows)), ActorRefs.NoSender);
        using var patience = new CancellationTokenSource(Patience.Long);
        return (await port.Outbound.ReadAsync(patience.Token)).Message;
    }

    /// <summary>Sends a report until it is acked: as a client does, again where it was not taken in time.</summary>
    public async Task Report(long seq, ReportedFacts facts)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            stream.Tell(new Received(null, new ClientInput.Report(seq, seq - 1, DateTimeOffset.FromUnixTimeMilliseconds(1_772_000_000_000), facts)), ActorRefs.NoSender);
            ServerMessage message;
            do
                message = (await port.Outbound.ReadAsync(patience.Token)).Message;
            while (message.Ack?.Seq != seq && message.Refusal?.Seq != seq);
            if (message.Ack is not null)
                return;
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Waits to be asked whether it is there, and says so.</summary>
    public async Task Pong() => stream.Tell(new Received(null, new ClientInput.Pong((await Next(ServerMessage.MessageOneofCase.Ping)).Ping.Id)), ActorRefs.NoSender);

    public Task<ServerMessage> Goodbye()
    {
        stream.Tell(new Received(null, new ClientInput.SaidGoodbye(Core.Vocabulary.GoodbyeReason.Unloaded)), ActorRefs.NoSender);
        return Next(ServerMessage.MessageOneofCase.Closing);
    }

    /// <summary>The next message of a kind, whatever comes before it.</summary>
    public async Task<ServerMessage> Next(ServerMessage.MessageOneofCase kind)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        await foreach (var (_, message) in port.Outbound.ReadAllAsync(patience.Token))
        {
            if (message.MessageCase == kind)
                return message;
        }

        throw new InvalidOperationException($"The stream ended without {kind}.");
    }
}
