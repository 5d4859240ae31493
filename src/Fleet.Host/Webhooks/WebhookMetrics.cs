using System.Diagnostics.Metrics;

namespace Fleet.Host.Webhooks;

/// <summary>What the node that delivers measures: <c>fleet_webhook_lag_seconds{hook}</c>, <c>fleet_webhook_disabled{hook}</c>, <c>fleet_webhook_deliveries_total{hook,result}</c>.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Webhooks");
    private readonly Counter<long> _deliveries;

    public WebhookMetrics(IReadOnlyList<WebhookState> hooks, TimeProvider time)
    {
        _meter.CreateObservableGauge(
            "fleet_webhook_lag_seconds", () => Each(hook => hook.OldestUntold is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : 0), "s",
            "Age of the oldest change that a webhook's receiver has not taken; told by the node that delivers.");
        _meter.CreateObservableGauge("fleet_webhook_disabled", () => Each(hook => hook.IsDisabled ? 1 : 0), description: "1: the receiver has said that it wants nothing more, and is told nothing until the host is started again.");
        _deliveries = _meter.CreateCounter<long>("fleet_webhook_deliveries_total", description: "Messages that were posted to webhooks by what became of each try: taken, failed, gone.");

        IEnumerable<Measurement<double>> Each(Func<WebhookState, double> value) =>
            hooks.Where(hook => hook.IsHere).Select(hook => new Measurement<double>(value(hook), new KeyValuePair<string, object?>("hook", hook.Name)));
    }

    public void Dispose() => _meter.Dispose();

    public void Count(string hook, WebhookOutcome outcome) => _deliveries.Add(1, new("hook", hook), new KeyValuePair<string, object?>("result", outcome.Result));
}
