using Fleet.Actors.IconFeed;
using Fleet.Core.Retrying;
using Fleet.Host.Settings;
using Fleet.Protocol.Watch;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Webhooks;

/// <summary>
/// Tells one receiver of icon changes, batch by batch in the order of the journal. It goes on after what the receiver has taken, wherever and
/// whenever that was: a batch is sent until it is taken, and its offset kept then. So a change may be told twice, and none is left out. While a receiver
/// is away the feed is not read on: nothing is kept for it but its position.
/// </summary>
internal sealed class WebhookDelivery(
    WebhookSettings hook, WebhookState state, FleetFeed feed, WebhookPositions positions, WebhookSender sender, WebhookMetrics metrics, TimeProvider time, ILogger log)
{
    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
    private bool _isFailing;

    /// <summary>Goes on until it is cancelled, or the receiver wants nothing more.</summary>
    public async Task Run(CancellationToken stop)
    {
        state.IsHere = true;
        try
        {
            for (var failures = 1; !state.IsDisabled; failures++)
            {
                try
                {
                    await FollowOrReplace(() => failures = 0, stop);
                }
                catch (Exception fault) when (!stop.IsCancellationRequested)
                {
                    // The store is away, or another node has gone on: nothing but another try can help.
                    Tell(fault.Message.TrimEnd('.'));
                    await Task.Delay(Waits.After(failures, Random.Shared.NextDouble()), time, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another node goes on, or this one does when it is started again.
        }
        finally
        {
            state.IsHere = state.IsDisabled;
            state.OldestUntold = null;
        }
    }

    private async Task FollowOrReplace(Action moved, CancellationToken stop)
    {
        try
        {
            await Follow(moved, stop);
        }
        catch (QueryException gone) when (gone.Code is QueryFault.JournalReplaced or QueryFault.OffsetAhead)
        {
            await Replace(stop);
        }
    }

    private async Task Follow(Action moved, CancellationToken stop)
    {
        var position = await positions.Of(hook.Name, stop);
        using var reader = await feed.Open(new WatchQuery(position, "after", hook.Filter), stop);
        await foreach (var delivery in reader.Follow(stop))
        {
            if (delivery.Changes.Count > 0)
            {
                state.OldestUntold = delivery.Changes[0].RecordedAt;
                if (!await Deliver(WebhookMessage.Of(hook.Name, delivery.Changes), stop))
                    return;
            }

            position = await Move(position, delivery.Offset, stop);
            state.OldestUntold = null;
            moved();
        }
    }

    /// <summary>What was told may not be so any more, and what has happened since is not known: the receiver learns that, and it goes on from the end.</summary>
    private async Task Replace(CancellationToken stop)
    {
        var position = await positions.Of(hook.Name, stop);
        var end = await feed.End(stop);
        log.LogWarning("Webhook {Hook} was at offset {Position} of a journal that was replaced: its receiver is told so, and goes on after offset {End}", hook.Name, position, end);
        if (await Deliver(WebhookMessage.Replaced(hook.Name, end, time.GetUtcNow()), stop))
            await Move(position, end, stop);
    }

    private async Task<long> Move(long? from, long to, CancellationToken stop)
    {
        if (from != to && !await positions.Move(hook.Name, from, to, stop))
            throw new InvalidOperationException("Somebody else has moved its position");
        return to;
    }

    /// <returns>False: the receiver wants nothing more.</returns>
    private async Task<bool> Deliver(WebhookMessage message, CancellationToken stop)
    {
        for (var failures = 1; ; failures++)
        {
            var outcome = await sender.Send(hook, message, stop);
            metrics.Count(hook.Name, outcome);
            if (outcome == WebhookOutcome.Taken)
            {
                if (_isFailing)
                    log.LogInformation("Webhook {Hook} is taken again, after {Failures} tries that failed", hook.Name, failures - 1);
                _isFailing = false;
                return true;
            }

            if (outcome == WebhookOutcome.Gone)
            {
                state.IsDisabled = true;
                log.LogWarning("Webhook {Hook} is disabled until the host is started again: {Url} answers that it is gone (410)", hook.Name, Receiver);
                return false;
            }

            Tell(outcome.Reason!);
            await Task.Delay(Waits.After(failures, Random.Shared.NextDouble()), time, stop);
        }
    }

    /// <summary>Without the query of the address, where some have a secret.</summary>
    private string Receiver => hook.Url.GetLeftPart(UriPartial.Path);

    /// <summary>Once for each time that it fails: it may be away for days.</summary>
    private void Tell(string reason)
    {
        if (!_isFailing)
            log.LogWarning("Webhook {Hook} to {Url} does not get through, and is tried again and again: {Reason}", hook.Name, Receiver, reason);
        _isFailing = true;
    }
}
