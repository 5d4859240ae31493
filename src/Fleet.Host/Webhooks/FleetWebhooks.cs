using Akka.Actor;
using Fleet.Actors.IconFeed;
using Fleet.Actors.Members;
using Fleet.Host.Settings;
using Fleet.Journal;

namespace Fleet.Host.Webhooks;

/// <summary>All webhooks of a host: one node of the cluster delivers at a time.</summary>
internal sealed class FleetWebhooks : IDisposable
{
    private readonly WebhookPositions _positions;
    private readonly WebhookSender _sender;
    private readonly WebhookMetrics _metrics;

    public FleetWebhooks(ActorSystem system, FleetSettings settings, FleetFeed feed, TimeProvider time, ILogger<FleetWebhooks> log)
    {
        WebhookState[] states = [.. settings.Webhooks.Select(hook => new WebhookState(hook.Name))];
        _positions = new WebhookPositions(FleetJournalExtension.Of(system).Settings.Store);
        _sender = new WebhookSender(time);
        _metrics = new WebhookMetrics(states, time);
        WebhookDelivery[] deliveries =
            [.. settings.Webhooks.Zip(states, (hook, state) => new WebhookDelivery(hook, state, feed, _positions, _sender, _metrics, time, log))];
        if (deliveries.Length > 0)
            SingletonWork.Host(system, "webhooks", stop => Task.WhenAll(deliveries.Select(delivery => delivery.Run(stop))));
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _sender.Dispose();
        _positions.Dispose();
    }
}
