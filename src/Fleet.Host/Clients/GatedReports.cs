using Fleet.Actors.Client;
using Fleet.Actors.Gates;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>Reports over HTTP: each waits for its turn at the gate of the node's reports, as those of sessions do.</summary>
internal sealed class GatedReports(IClients clients, SessionContext node, TimeProvider time)
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan WaitsAtMost = TimeSpan.FromSeconds(2);

    private readonly GateWaiters _queue = new(node.Reports.Gate, MostWaiting, WaitsAtMost, time);

    /// <summary>What somebody is told who did not have his turn in time.</summary>
    public static Refusal Busy { get; } = new(RefusalCode.Busy, "The server has as many reports under way as it gets done soon.", RetryAfter: TimeSpan.FromSeconds(1));

    /// <summary>Hands a report to its client.</summary>
    /// <returns>The answer; null: its turn did not come.</returns>
    /// <exception cref="TimeoutException">No answer came in time: whether it was taken is not known.</exception>
    public async Task<ClientAnswer?> Take(ClientId client, TakeReport report, CancellationToken cancel)
    {
        // Nobody gets a turn then; the client's actor knows more of it.
        if (node.Reports.Failing is not null)
            return await clients.Tell(client, report, IClients.AnswerWithin, cancel);
        var came = time.GetTimestamp();
        if (!await _queue.Enter(cancel))
            return null;
        var began = time.GetTimestamp();
        try
        {
            return await clients.Tell(client, report, IClients.AnswerWithin - time.GetElapsedTime(came, began), cancel);
        }
        finally
        {
            node.Reports.Gate.Exit(time.GetElapsedTime(began));
        }
    }
}
