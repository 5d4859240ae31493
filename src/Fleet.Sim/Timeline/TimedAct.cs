using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.Sim.Timeline;

/// <summary>An act of the operator.</summary>
/// <param name="At">When, since the start of the run.</param>
/// <param name="Act">What is done.</param>
public sealed record TimedAct(TimeSpan At, OperatorAct Act)
{
    /// <summary>Whether it is about a task; else it is about settings.</summary>
    public bool IsOfTask => Act is OperatorAct.MakeTask or OperatorAct.OrderTask;
}

/// <summary>What there has to be at clients where an operator acts.</summary>
public static class ManagedTimelines
{
    /// <summary>What the clients of a timeline have to understand: settings, tasks, or nothing of it.</summary>
    public static Capabilities Managing(this ITimeline timeline) =>
        (timeline.Acts.Any(act => !act.IsOfTask) ? Capabilities.Settings : Capabilities.None) | (timeline.Acts.Any(act => act.IsOfTask) ? Capabilities.Tasks : Capabilities.None);
}
