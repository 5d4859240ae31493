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
    /// <summary>Is welcomed.</summary>
    public async Task Hello(string client)
    {
        var answer = await UntilTaken(new ClientInput.Hello(ClientId.Parse(client), null, 0, null, Capabilities: Capabilities.Verify));
        if (answer.Welcome is null)
            throw new InvalidOperationException($"{client} is told {answer}");
    }

    /// <summary>Goes where it is sent: the answer is a welcome or a closing.</summary>
    public Task<ServerMessage> HelloThatFollows(string client) => HelloAndWhatThen(client, follows: true);

    /// <summary>The answer is a welcome or a closing.</summary>
    public Task<ServerMessage> HelloAndWhatThen(string client, string epoch = "", bool follows = false) =>
        UntilTaken(new ClientInput.Hello(ClientId.Parse(client), null, 0, null, Epoch: epoch, FollowsRedirects: follows));

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

    /// <summary>Says hello as a client does: again where the server was too busy to answer in time.</summary>
    private async Task<ServerMessage> UntilTaken(ClientInput.Hello hello)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            stream.Tell(new Received(null, hello), ActorRefs.NoSender);
            ServerMessage message;
            do
                message = (await port.Outbound.ReadAsync(patience.Token)).Message;
            while (message.MessageCase == ServerMessage.MessageOneofCase.IconChanged);
            if (message.Refusal?.RetryAfter is not { } later)
                return message;
            await Task.Delay(later.ToTimeSpan(), patience.Token);
        }
    }
}
