using System.Diagnostics.Metrics;
using Fleet.Actors.Client;
using Fleet.Actors.Gates;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>Reports over HTTP: each waits for its turn at the gate of the node's reports, as those of sessions do. Metric: <c>fleet_http_reports_waiting</c>.</summary>
internal sealed class GatedReports : IDisposable
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan WaitsAtMost = TimeSpan.FromSeconds(2);

    private readonly Meter _meter = new("Fleet.Http");
    private readonly IClients _clients;
    private readonly ReportGate _gate;
    private readonly TimeProvider _time;
    private readonly GateWaiters _queue;

    public GatedReports(IClients clients, SessionContext node, TimeProvider time)
    {
        (_clients, _gate, _time) = (clients, node.Reports, time);
        _queue = new GateWaiters(_gate.Gate, MostWaiting, WaitsAtMost, time);
        _meter.CreateObservableGauge("fleet_http_reports_waiting", () => _queue.Waiting, description: "Reports over HTTP that wait for their turn at the gate; 1,000 at the most.");
    }

    /// <summary>What somebody is told who did not have his turn in time.</summary>
    public static Refusal Busy { get; } = new(RefusalCode.Busy, "The server has as many reports under way as it gets done soon.", RetryAfter: TimeSpan.FromSeconds(1));

    public void Dispose() => _meter.Dispose();

    /// <summary>Hands a report to its client.</summary>
    /// <returns>The answer; null: its turn did not come.</returns>
    /// <exception cref="TimeoutException">No answer came in time: whether it was taken is not known.</exception>
    public async Task<ClientAnswer?> Take(ClientId client, TakeReport report, CancellationToken cancel)
    {
        // Nobody gets a turn then; the client's actor knows more of it.
        if (_gate.Failing is not null)
            return await _clients.Tell(client, report, IClients.AnswerWithin, cancel);
        _gate.LoneCame();
        try
        {
            return await InTurn(client, report, cancel);
        }
        finally
        {
            _gate.LoneGone();
        }
    }

    private async Task<ClientAnswer?> InTurn(ClientId client, TakeReport report, CancellationToken cancel)
    {
        var came = _time.GetTimestamp();
        if (!await _queue.Enter(cancel))
            return null;
        var began = _time.GetTimestamp();
        try
        {
            return await _clients.Tell(client, report, IClients.AnswerWithin - _time.GetElapsedTime(came, began), cancel);
        }
        finally
        {
            _gate.Gate.Exit(_time.GetElapsedTime(began));
        }
    }
}
