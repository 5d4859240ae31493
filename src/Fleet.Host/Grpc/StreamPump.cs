using Akka.Actor;
using Fleet.Actors.Sessions;
using Grpc.Core;

namespace Fleet.Host.Grpc;

/// <summary>Carries messages between a gRPC stream and its actor, each direction at its own pace.</summary>
internal sealed class StreamPump(StreamsGate gate, bool single)
{
    /// <summary>Runs until the actor closes the stream or the transport breaks.</summary>
    /// <param name="receive">Reads the stream to its end and hands each message over.</param>
    /// <param name="send">Writes what the port has to send.</param>
    /// <param name="cancelled">The call.</param>
    public async Task Run(
        Func<StreamPort, Action<Received>, CancellationToken, Task> receive, Func<StreamPort, CancellationToken, Task> send, CancellationToken cancelled)
    {
        var port = new StreamPort(single);
        var stream = await gate.Open(port, cancelled);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var receiving = Receive(port, stream, receive, over.Token);
        try
        {
            await send(port, cancelled);
        }
        finally
        {
            await over.CancelAsync();
            await receiving;
        }

        if (port.IsOverrun)
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "slow-reader: what was sent was not read"));
    }

    private static async Task Receive(
        StreamPort port, IActorRef stream, Func<StreamPort, Action<Received>, CancellationToken, Task> receive, CancellationToken cancelled)
    {
        try
        {
            await receive(port, received => stream.Tell(received), cancelled);
        }
        catch (Exception broken) when (broken is OperationCanceledException or IOException or RpcException or InvalidOperationException)
        {
            // However the stream broke, its sessions have ended: the actor is told below and writes it down.
        }
        finally
        {
            stream.Tell(StreamEnded.Instance);
        }
    }
}
