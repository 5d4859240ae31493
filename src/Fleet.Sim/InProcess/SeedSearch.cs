using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>Plays many seeds of one scenario, on all cores, until one of them fails.</summary>
internal static class SeedSearch
{
    /// <summary>What came out.</summary>
    /// <param name="First">Of the first seed.</param>
    /// <param name="Failed">The timeline of the lowest seed found to fail, and what was wrong; null: none failed.</param>
    /// <param name="Played">How many seeds were played.</param>
    /// <param name="Figures">Counts over all of them.</param>
    internal sealed record Outcome(PlayOutcome First, (ITimeline Timeline, PlayOutcome Outcome)? Failed, int Played, PlayFigures Figures);

    /// <summary>Plays.</summary>
    /// <param name="timelineOf">The timeline of a seed: the first one, and so many further on.</param>
    /// <param name="seeds">How many.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="decide">Other rules, for tests.</param>
    /// <param name="progress">Told how many are played.</param>
    /// <param name="cancel">Ends it.</param>
    public static Outcome Run(Func<int, ITimeline> timelineOf, int seeds, PlayRules rules, Decider? decide, IProgress<int>? progress, CancellationToken cancel)
    {
        var gate = new Lock();
        PlayOutcome? first = null;
        (int Seed, ITimeline Timeline, PlayOutcome Outcome)? failed = null;
        var (played, figures) = (0, PlayFigures.None);
        Parallel.For(0, seeds, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, (more, loop) =>
        {
            if (loop.ShouldExitCurrentIteration)
                return;
            var timeline = timelineOf(more);
            var outcome = PlayOutcome.Of(timeline, rules, timeline.Seed, decide, cancel);
            lock (gate)
            {
                figures = figures.Plus(outcome.Figures);
                first = more == 0 ? outcome : first;
                played++;
                progress?.Report(played);
                if (outcome.Violation is null || failed?.Seed < more)
                    return;
                failed = (more, timeline, outcome);
                loop.Break();
            }
        });
        return new Outcome(first!, failed is { } found ? (found.Timeline, found.Outcome) : null, played, figures);
    }
}
