using Fleet.Core.Clients;
using Fleet.Protocol.Recording;
using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Verification;

/// <summary>Where a server's client left the way that the recording has it go.</summary>
/// <param name="Line">The event's line in the recording.</param>
/// <param name="Event">The event.</param>
/// <param name="Expected">What the client is after it.</param>
/// <param name="Actual">What the server's history has there; null: it ends before.</param>
internal sealed record Divergence(long Line, RecordedInput Event, ReportedView Expected, ReportedView? Actual)
{
    /// <summary>
    /// Goes along the client's history beside the recording. A history may have more steps (a session that broke and
    /// came back on the way), so a step of the recording counts as missing only if it never comes.
    /// </summary>
    /// <returns>Null: the server went the whole way, and further.</returns>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public static async Task<Divergence?> FindAsync(FleetReader reader, ITimeline timeline, PlayRules rules, int client, CancellationToken cancel)
    {
        var history = await reader.HistoryAsync(timeline.Clients[client].Id, cancel);
        var place = 0;
        ReportedView? last = null;
        foreach (var (line, input, view) in Steps(timeline, rules, client, cancel))
        {
            if (view == last)
                continue;
            last = view;
            var found = history.FindIndex(place, item => item.View == view);
            if (found < 0)
                return new Divergence(line, input, view, history.Count == 0 ? null : history[Math.Min(place, history.Count - 1)].View);
            place = found;
        }

        return null;
    }

    /// <summary>The events of a client, each with what it is after it as far as reports make it so.</summary>
    private static List<(long Line, RecordedInput Input, ReportedView View)> Steps(ITimeline timeline, PlayRules rules, int client, CancellationToken cancel)
    {
        var steps = new List<(long, RecordedInput, ReportedView)>();
        var state = ClientState.None;
        var index = 0L;
        var play = new InProcessPlay(timeline, rules, faults: null)
        {
            Touched = (_, i, now) => state = i == client ? now : state,
            Made = happened =>
            {
                index++;
                if (happened.Client == client && state.Exists)
                    steps.Add((index + 1, RecordedSteps.ToInput(happened, timeline.Clients[client]), ReportedView.Of(state)));
            },
        };
        play.Run(cancel);
        return steps;
    }
}
