using Akka.Actor;
using Fleet.Actors.Node;
using Fleet.Actors.Sessions;
using Fleet.Protocol.Wire;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Host.Grpc;

/// <summary><c>fleet.v1.FleetRelay</c>: many clients a stream, in batches both ways.</summary>
internal sealed class RelayService(FleetNode node) : FleetRelayService.Server
{
    private const int MaxReplies = 500;

    public override async Task Relay(
        IAsyncStreamReader<IReadOnlyList<RelayedInput>> batches, IServerStreamWriter<RelayReplies> replies, ServerCallContext context)
    {
        var port = StreamPump.PortOf(context, oneClient: false);
        await StreamPump.Run(
            node.Streams,
            port,
            async (stream, cancelled) =>
            {
                await foreach (var batch in batches.ReadAllAsync(cancelled))
                {
                    foreach (var (name, client, input) in batch)
                    {
                        await port.BeforeRead(cancelled);
                        stream.Tell(new Received(client, input, name), ActorRefs.NoSender);
                    }
                }
            },
            cancelled => Send(port, replies, cancelled),
            context);
    }

    /// <summary>What waits goes out together.</summary>
    private static async Task Send(StreamPort port, IServerStreamWriter<RelayReplies> replies, CancellationToken cancelled)
    {
        while (await port.Outbound.WaitToReadAsync(cancelled))
        {
            var batch = new RelayReplies();
            while (batch.Replies.Count < MaxReplies && port.Outbound.TryRead(out var reply))
                batch.Replies.Add(new RelayReply { ClientId = reply.Client ?? "", Message = reply.Message });
            await replies.WriteAsync(batch, cancelled);
        }
    }
}
