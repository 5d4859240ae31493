using System.Collections.Immutable;
using Akka.Actor;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;

namespace Fleet.Actors.Tasks;

/// <summary>A task whose targets are being written, part by part.</summary>
/// <param name="replyTo">Who wants it.</param>
/// <param name="wanted">What is wanted.</param>
internal sealed class Making(IActorRef replyTo, TaskMessage.MakeTask wanted)
{
    private ImmutableArray<NewTarget> _targets = [];
    private int _begun;
    private int _written;

    public IActorRef ReplyTo => replyTo;

    public TaskMessage.MakeTask Wanted => wanted;

    /// <summary>All targets are durable.</summary>
    public bool IsDone => _written == Parts;

    private int Parts => (_targets.Length + TargetPart.MaxTargets - 1) / TargetPart.MaxTargets;

    /// <summary>The targets are known: the task as it is while they are written.</summary>
    public FleetTask Begin(ImmutableArray<NewTarget> targets, DateTimeOffset now)
    {
        _targets = targets;
        return new FleetTask(wanted.Definition.Kept(), now, wanted.Operator.By, targets.Length) { TurnedAway = targets.Count(target => target.State == TargetState.Refused) };
    }

    /// <summary>The next part to be written; null: all have been begun.</summary>
    public (int Number, TargetPart Part)? Next()
    {
        if (_begun == Parts)
            return null;
        var first = _begun * TargetPart.MaxTargets;
        return (_begun++, new TargetPart(first, _targets.Slice(first, Math.Min(TargetPart.MaxTargets, _targets.Length - first))));
    }

    /// <summary>One is durable.</summary>
    public void Written() => _written++;

    /// <summary>What the row says that is written when all are.</summary>
    public Act ActOf(FleetTask task) => TaskActs.Of(wanted.Operator, "task-create", before: null, task);
}
