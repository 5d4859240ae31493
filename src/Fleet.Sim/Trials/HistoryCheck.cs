using Fleet.Core.Clients;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>
/// Reads clients' histories, when all that they said is answered: every change that was acknowledged has to be there, in
/// its order, and no report's number twice in one epoch. Of a large fleet a sample is read, evenly spread.
/// </summary>
internal sealed class HistoryCheck(FleetReader reader, ITimeline timeline, ClientRules rules)
{
    private const int Sample = 1_000;
    private const int AtOnce = 16;

    /// <summary>Clients at which an acknowledged change is missing.</summary>
    public HashSet<int> Lost { get; } = [];

    /// <summary>Clients with a number twice.</summary>
    public HashSet<int> Duplicated { get; } = [];

    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var every = Math.Max(1, timeline.Clients.Count / Sample);
        var expected = Expected(every, cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(expected, options, async (client, stop) =>
        {
            var history = await reader.HistoryAsync(timeline.Clients[client.Key].Id, stop);
            lock (Lost)
                Judge(client.Key, client.Value, history);
        });
    }

    private void Judge(int client, List<ReportedView> expected, List<HistoryStep> history)
    {
        var place = 0;
        foreach (var view in expected)
        {
            place = history.FindIndex(Math.Min(place, history.Count), step => Reported(step.View) == view);
            if (place >= 0)
                continue;
            Lost.Add(client);
            break;
        }

        var numbers = new HashSet<long>();
        foreach (var step in history)
        {
            if (step.BeginsEpoch)
                numbers.Clear();
            if (step.Seq is { } seq && !numbers.Add(seq))
                Duplicated.Add(client);
        }
    }

    /// <summary>What each client of the sample is one after the other, by the timeline.</summary>
    private Dictionary<int, List<ReportedView>> Expected(int every, CancellationToken cancel)
    {
        var fleet = new OracleFleet(timeline.Clients, rules) { TellsAll = timeline.TellsAll };
        var views = new Dictionary<int, List<ReportedView>>();
        foreach (var happened in timeline.Events().Where(happened => happened.Client % every == 0))
        {
            cancel.ThrowIfCancellationRequested();
            fleet.Apply(happened);
            Add(happened.Client);
        }

        fleet.Goodbye(timeline.Length);
        foreach (var client in views.Keys.ToList())
            Add(client);
        return views;

        void Add(int client)
        {
            var state = fleet.StateOf(client);
            if (!views.TryGetValue(client, out var known))
                views[client] = known = [];
            if (state.Exists && Reported(ReportedView.Of(state)) is var view && (known.Count == 0 || known[^1] != view))
                known.Add(view);
        }
    }

    /// <summary>Without what a server finds out by itself, when it does.</summary>
    private static ReportedView Reported(ReportedView view) => view with { PatternStatus = "" };
}
