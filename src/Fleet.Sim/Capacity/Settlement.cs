using Fleet.Protocol.Tls;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Capacity;

/// <summary>
/// Between two trials on one server: waits until it has done with the last one. Its sessions are closed, nothing waits for
/// the journal, and the read model has caught up; a server that does not tell is given a fixed time.
/// </summary>
internal sealed class Settlement(IReadOnlyList<Uri> servers, Uri api, ServerTrust trust, TimeProvider time)
{
    private static readonly string[] Restless = ["fleet_sessions", "fleet_journal_queue", "fleet_projector_lag_rows"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(5);

    /// <exception cref="ServerUnreachableException">It does not answer.</exception>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await ReachabilityCheck.EnsureReachableAsync(servers, [api], trust, cancel);
        using var http = new HttpClient(trust.Handler()) { BaseAddress = api };
        double? least = null;
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < Longest; await Task.Delay(BetweenLooks, time, cancel))
        {
            if (await UnrestAsync(http, cancel) is not { } unrest)
            {
                await Task.Delay(Blind, time, cancel);
                return;
            }

            // Sessions of others may stay: it has settled when nothing gets less any more.
            if (unrest == 0 || (least == unrest && time.GetElapsedTime(start) > Blind))
                return;
            least = unrest;
        }
    }

    private static async Task<double?> UnrestAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            var metrics = MetricsText.Parse(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancel));
            var told = Restless.Select(name => metrics.Sum(name)).OfType<double>().ToList();
            return told.Count == 0 ? null : told.Sum();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
