using Akka.Actor;
using Fleet.Core.Tasks;

namespace Fleet.Actors.Tasks;

/// <summary>All tasks of the cluster, on its oldest node: passes on what is wanted of each, and has one actor offer them to their targets.</summary>
internal sealed class TaskDesk : UntypedActor
{
    private readonly TaskEnvironment _environment;
    private readonly IActorRef _pacer;

    public TaskDesk(TaskEnvironment environment)
    {
        _environment = environment;
        _pacer = Context.ActorOf(Props.Create<TaskPacer>(environment).WithDispatcher(TaskSettings.Dispatcher), "pacer");
    }

    /// <summary>A task whose actor failed begins anew with the next message.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(fault => Sender.Equals(_pacer) ? Directive.Restart : Directive.Stop);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TaskMessage wanted:
                Of(wanted.Task).Forward(wanted);
                break;
            case TaskFound found:
                Of(found.Task).Forward(found);
                break;
            case TaskChanged changed:
                _pacer.Forward(changed);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private IActorRef Of(TaskId task)
    {
        var name = $"task-{Uri.EscapeDataString(task.Value)}";
        var known = Context.Child(name);
        return known.IsNobody() ? Context.ActorOf(Props.Create<TaskActor>(task, _environment), name) : known;
    }
}
