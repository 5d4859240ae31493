using Fleet.Actors.IconFeed;
using Fleet.Journal.Questions;
using Fleet.ReadModel.Queries;
using Fleet.Journal.Reading;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Watch;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Host.Grpc;

/// <summary><c>fleet.v1.FleetWatch</c>: the stream of icon changes.</summary>
internal sealed class WatchService(FleetFeed feed, IHostApplicationLifetime host) : FleetWatch.FleetWatchBase
{
    private static readonly WriteOptions MoreFollows = new(WriteFlags.BufferHint);

    public override async Task IconChanges(WatchRequest request, IServerStreamWriter<WatchMessage> responseStream, ServerCallContext context)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        try
        {
            using var reader = await Open(request, over.Token);
            await foreach (var delivery in reader.Follow(over.Token))
                await Send(responseStream, delivery, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // A write that was under way has cut the stream: nobody waits for a reader that does not read.
            throw new RpcException(new Status(StatusCode.Unavailable, "The node stops: call again, after the last offset."));
        }
        catch (QueryException foreign) when (foreign.Code == QueryFault.JournalReplaced)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, foreign.Message), new Metadata { { "fleet-code", Words.Of(foreign.Code) } });
        }
        catch (Exception e) when (e is QuestionRefusedException || StoreOutage.Is(e))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The store does not answer: call again, after the last offset.", e));
        }
    }

    private async Task<FeedReader> Open(WatchRequest request, CancellationToken cancel)
    {
        if (!WatchInputs.TryRead(request, out var query, out var refusal))
            throw new RpcException(new Status(StatusCode.InvalidArgument, refusal.Message));
        try
        {
            return await feed.Open(query, cancel);
        }
        catch (QueryException wrong) when (wrong.Code != QueryFault.JournalReplaced)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, wrong.Message));
        }
    }

    private static async Task Send(IServerStreamWriter<WatchMessage> messages, FeedDelivery delivery, CancellationToken cancel)
    {
        messages.WriteOptions = MoreFollows;
        for (var i = 0; i < delivery.Changes.Count; i++)
        {
            if (i == delivery.Changes.Count - 1 && delivery.Mark == FeedMark.None)
                messages.WriteOptions = null;
            await messages.WriteAsync(delivery.Changes[i].Message, cancel);
        }

        if (delivery.Mark == FeedMark.None)
            return;
        messages.WriteOptions = null;
        await messages.WriteAsync(
            delivery.Mark == FeedMark.CaughtUp ? WatchMessages.CaughtUp(delivery.Offset) : WatchMessages.Checkpoint(delivery.Offset), cancel);
    }
}
