using Akka.Actor;
using Akka.Persistence;
using Fleet.Core.Tasks;
using Fleet.Journal;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Tasks;

/// <summary>Writes some targets of a task, tells its parent, and goes. If it cannot, it only goes.</summary>
/// <param name="task">The task.</param>
/// <param name="number">Which part, from 0.</param>
/// <param name="part">The targets.</param>
internal sealed class TaskPartActor(TaskId task, int number, TargetPart part) : UntypedPersistentActor
{
    public override string PersistenceId => TaskRows.IdOf(task, number);

    /// <summary>What an attempt before has written counts no more: these are the targets now.</summary>
    protected override void OnRecover(object message)
    {
        if (message is RecoveryCompleted)
            Self.Tell(part, ActorRefs.NoSender);
    }

    protected override void OnCommand(object message)
    {
        if (message is not TargetPart written)
        {
            Unhandled(message);
            return;
        }

        Persist(new OtherRow(TaskRows.Part, TaskRows.Write(written)), _ =>
        {
            Context.Parent.Tell(PartWritten.Instance);
            Context.Stop(Self);
        });
    }
}
