using Akka.Actor;

namespace Fleet.Actors.Levels;

/// <summary>The settings of the fleet and its groups, as a request sees them.</summary>
/// <param name="levels">Takes <see cref="PutLevelSettings"/>.</param>
/// <param name="node">What this node knows.</param>
public sealed class FleetLevels(IActorRef levels, KnownLevels node)
{
    /// <summary>What this node knows.</summary>
    public KnownLevels Node => node;

    /// <summary>Changes what a level says. When this returns it is durable, and in force on this node; other nodes have it a moment later.</summary>
    /// <param name="put">The change.</param>
    /// <param name="within">How long the answer is waited for.</param>
    /// <param name="cancel">Nobody waits for the answer.</param>
    /// <exception cref="TimeoutException">No answer came in time: whether the change was carried out is not known.</exception>
    public async Task<LevelAnswer> Put(PutLevelSettings put, TimeSpan within, CancellationToken cancel)
    {
        try
        {
            var answer = await levels.Ask<LevelAnswer>(put, within, cancel);
            // Word of it is on its way here, too, and may come after the answer.
            node.Learn(answer.Group, answer.Level);
            return answer;
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"Who changes settings did not answer within {within.TotalSeconds} s.", late);
        }
    }
}
