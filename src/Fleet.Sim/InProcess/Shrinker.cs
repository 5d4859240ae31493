using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>
/// Makes a failing timeline short. Clients do not depend on each other, so all but the failing one go first; then events
/// are left out, half of them, a quarter and so on, as long as the rest still fails.
/// </summary>
/// <remarks>The last part is ddmin: Zeller, Hildebrandt, "Simplifying and isolating failure-inducing input", IEEE TSE 28(2), 2002.</remarks>
internal sealed class Shrinker(PlayRules rules, Decider? decide)
{
    /// <summary>Seeds of faults that are tried where the failing one is not enough: a client that is alone draws its own.</summary>
    private const int MoreSeeds = 64;

    /// <summary>A short timeline that fails in the same way, and the faults that it needs; null: alone, the client does not fail.</summary>
    public (ITimeline Timeline, long? Faults, Violation Violation)? Shrink(ITimeline timeline, Violation violation, long? faults, CancellationToken cancel)
    {
        var index = timeline.Clients.Select((client, i) => (client, i)).First(pair => pair.client.Id == violation.Client).i;
        var events = timeline.Events().Where(happened => happened.Client == index).ToList();
        var client = timeline.Clients[index];
        (List<TimelineEvent> Few, long? Faults)? best = null;
        foreach (var seed in Seeds(faults))
        {
            // What is left of one seed may fail with another, and get shorter still: faults move when events go.
            var start = best?.Few ?? events;
            if (!Fails(start, seed))
                continue;
            var few = Minimum(start, rest => Fails(rest, seed), cancel);
            if (best is null || few.Count < best.Value.Few.Count)
                best = (few, seed);
            if (seed is null)
                break;
        }

        if (best is not { } found)
            return null;
        var shortest = new ListTimeline(timeline, client, found.Few);
        return (shortest, found.Faults, Violated(shortest, found.Faults)!);

        bool Fails(IReadOnlyList<TimelineEvent> some, long? seed) => Violated(new ListTimeline(timeline, client, some), seed)?.Law == violation.Law;
    }

    /// <summary>Without faults if it fails so; else with those that it failed with, or others.</summary>
    private static IEnumerable<long?> Seeds(long? faults) => faults is { } seed
        ? [null, seed, .. Enumerable.Range(0, MoreSeeds).Select(more => (long?)more)]
        : [null];

    private Violation? Violated(ListTimeline timeline, long? seed)
    {
        var play = new InProcessPlay(timeline, rules, seed, decide);
        return play.Run(CancellationToken.None) ?? play.SendHome();
    }

    private static List<TimelineEvent> Minimum(List<TimelineEvent> events, Func<IReadOnlyList<TimelineEvent>, bool> fails, CancellationToken cancel)
    {
        for (var parts = 2; events.Count > 1;)
        {
            cancel.ThrowIfCancellationRequested();
            var size = (events.Count + parts - 1) / parts;
            var rest = Enumerable.Range(0, parts)
                .Select(part => events.Where((_, i) => i / size != part).ToList())
                .FirstOrDefault(rest => rest.Count < events.Count && fails(rest));
            if (rest is not null)
                (events, parts) = (rest, Math.Max(parts - 1, 2));
            else if (size == 1)
                break;
            else
                parts = Math.Min(parts * 2, events.Count);
        }

        return events;
    }
}
