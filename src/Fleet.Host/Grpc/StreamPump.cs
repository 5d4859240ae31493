using Akka.Actor;
using Fleet.Actors.Sessions;
using Fleet.Host.Grpc.Messages;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Grpc;

/// <summary>Carries messages between a gRPC stream and its actor, each direction at its own pace.</summary>
internal static class StreamPump
{
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for a client that is busy, and short beside a drain: one that never leaves holds a stop up for as long.</summary>
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(3);

    /// <summary>Once nothing more is to be said: a peer that does not read what there is would keep its stream for ever.</summary>
    private static readonly TimeSpan ReadsWithin = TimeSpan.FromSeconds(5);

    /// <summary>The seam between a stream and its actor.</summary>
    public static StreamPort PortOf(ServerCallContext call, bool oneClient)
    {
        var messages = call.GetHttpContext().Features.GetRequiredFeature<WholeMessages>();
        return new StreamPort(oneClient, () => messages.IsWaiting);
    }

    /// <summary>Runs until the actor closes the stream or the transport breaks.</summary>
    /// <param name="streams">Opens the stream's actor.</param>
    /// <param name="port">The seam between this stream and its actor.</param>
    /// <param name="receive">Reads the stream to its end; hands each message over once the port has a place for it.</param>
    /// <param name="send">Writes what the port has to send, to its end.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="RpcException">gRPC cannot read what the other side sends: the packing of a message is none that it takes, say.</exception>
    public static async Task Run(
        IActorRef streams, StreamPort port, Func<IActorRef, CancellationToken, Task> receive, Func<CancellationToken, Task> send, ServerCallContext call)
    {
        var cancelled = call.CancellationToken;
        using var tearDown = port.Overrun.Register(() => Resetting.Reset(call.GetHttpContext()));
        var stream = await streams.Ask<IActorRef>(new Attach(port), OpenWithin, cancelled);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var receiving = Receive(stream, receive, over.Token);
        RpcException? unreadable;
        try
        {
            await Send(port, send(cancelled), call);
            // A connection that is closed takes along what its other end has received but not read: the word that it is closing.
            if (port.IsDrained)
                await Task.WhenAny(receiving, Task.Delay(LeavesWithin, cancelled));
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // Nobody is left to be told; the end is written down below.
        }
        finally
        {
            await over.CancelAsync();
            unreadable = await receiving;
        }

        // Without it the other side would be told that all went well.
        if (unreadable is not null)
            throw unreadable;
    }

    private static async Task Send(StreamPort port, Task sending, ServerCallContext call)
    {
        if (await Task.WhenAny(sending, port.Closed) != sending && await Task.WhenAny(sending, Task.Delay(ReadsWithin, call.CancellationToken)) != sending)
            Resetting.Reset(call.GetHttpContext());
        await sending;
    }

    /// <returns>Why it could not be read to its end; null: it was, or the transport broke.</returns>
    private static async Task<RpcException?> Receive(IActorRef stream, Func<IActorRef, CancellationToken, Task> receive, CancellationToken cancelled)
    {
        try
        {
            await receive(stream, cancelled);
            return null;
        }
        catch (RpcException unreadable)
        {
            return unreadable;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // However the stream broke, its sessions have ended: their actor writes it down.
            return null;
        }
        finally
        {
            stream.Tell(StreamEnded.Instance);
        }
    }

    private static bool IsBroken(Exception e) => e is OperationCanceledException or IOException or RpcException or InvalidOperationException;
}
