using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>A timeline played twice: as if nothing ever went wrong, and with faults. Both have to end alike.</summary>
/// <param name="FleetHash">The fleet after everybody's goodbye; empty if it did not get there.</param>
/// <param name="Figures">Of the play with faults, or of the one that was wrong.</param>
/// <param name="Violation">What was wrong first; null: nothing.</param>
/// <param name="Faults">Seed of the faults in the play that was wrong; null: there were none.</param>
public sealed record PlayOutcome(string FleetHash, PlayFigures Figures, Violation? Violation, long? Faults)
{
    /// <summary>Plays a timeline.</summary>
    /// <param name="timeline">What happens.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="faults">Seed of the faults.</param>
    /// <param name="decide">Other rules, for tests.</param>
    /// <param name="cancel">Ends it.</param>
    public static PlayOutcome Of(ITimeline timeline, PlayRules rules, long faults, Decider? decide, CancellationToken cancel)
    {
        var smooth = new InProcessPlay(timeline, rules, faults: null, decide);
        if ((smooth.Run(cancel) ?? smooth.SendHome()) is { } wrong)
            return new PlayOutcome("", smooth.Figures, wrong, null);
        var rough = new InProcessPlay(timeline, rules, faults, decide);
        // Both end as the plain clients do, so alike.
        return (rough.Run(cancel) ?? rough.SendHome()) is { } rougher
            ? new PlayOutcome("", rough.Figures, rougher, faults)
            : new PlayOutcome(rough.FleetHash(), rough.Figures, null, null);
    }
}
