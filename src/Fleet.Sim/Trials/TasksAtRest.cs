using Fleet.Core.Tasks;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Waits until the tasks of a run have come to what they come to: nobody's turn is ahead, and nobody is at it.</summary>
internal sealed class TasksAtRest(IReadOnlyList<DoneAct> acts, TrialOptions options, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Waits for as long as something moves.</summary>
    /// <param name="patience">So long nothing may.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        using var reader = new FleetReader(options.Api, options.Drive.Trust);
        foreach (var task in acts.Where(act => act.Refusal is null).Select(act => act.Act).OfType<OperatorAct.MakeTask>())
        {
            var (seen, since) = ("", time.GetTimestamp());
            while (await reader.TaskAsync(task.Task.Id, cancel) is { } shown && !IsAtRest(shown.State, shown.ByState))
            {
                var now = $"{shown.State} {string.Join(' ', shown.ByState.OrderBy(count => count.Key))}";
                if (now != seen)
                    (seen, since) = (now, time.GetTimestamp());
                if (time.GetElapsedTime(since) > patience)
                    break;
                await Task.Delay(BetweenLooks, time, cancel);
            }
        }
    }

    /// <summary>Who waits may do so for long; who was sent a task that is paused or over comes to its own end.</summary>
    private static bool IsAtRest(TaskState state, IReadOnlyDictionary<TargetState, long> targets) =>
        targets[TargetState.Sent] + targets[TargetState.Started] == 0 && (state != TaskState.Running || targets[TargetState.Queued] == 0) && state != TaskState.WaitingForApproval;
}
