using System.Diagnostics.Metrics;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Tasks;

/// <summary>What the node that offers tasks tells of them; the others tell none of it. All of it is at hand.</summary>
internal sealed class TaskMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Tasks");
    private readonly Counter<long> _offers;
    private readonly TimeProvider _time;
    private long _wentRoundAt;
    private volatile TargetCounts[] _running = [];

    public TaskMetrics(TimeProvider time)
    {
        (_time, _wentRoundAt) = (time, time.GetTimestamp());
        _offers = _meter.CreateCounter<long>(
            "fleet_task_offers_total", description: "Offers of tasks to their targets by what became of them: taken (the client's actor decided), the code of the refusal, or unanswered.");
        _meter.CreateObservableGauge("fleet_tasks_running", () => _running.Length, description: "Tasks that have not come to an end.");
        _meter.CreateObservableGauge("fleet_task_targets", () => Targets(), description: "Targets of tasks that have not come to an end, by their state, as the read model had them last.");
        _meter.CreateObservableGauge(
            "fleet_task_pacer_lag_seconds", () => _time.GetElapsedTime(Volatile.Read(ref _wentRoundAt)).TotalSeconds, "s",
            "Time since tasks were offered to their targets last, as their pace allows: grows while the store is away or the read model is behind.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>An offer was answered.</summary>
    public void Answered(ClientReply reply) => Count(reply is Refused refused ? Words.Of(refused.Refusal.Code) : "taken");

    /// <summary>An offer is waited for no longer.</summary>
    public void GaveUp() => Count("unanswered");

    /// <summary>All tasks were gone through.</summary>
    /// <param name="running">How the targets of each stand.</param>
    public void WentRound(TargetCounts[] running)
    {
        _running = running;
        Volatile.Write(ref _wentRoundAt, _time.GetTimestamp());
    }

    private void Count(string result) => _offers.Add(1, new KeyValuePair<string, object?>("result", result));

    private IEnumerable<Measurement<long>> Targets() => TargetStates.All.Select(
        state => new Measurement<long>(_running.Sum(counts => counts[state]), new KeyValuePair<string, object?>("state", Words.Of(state))));
}
