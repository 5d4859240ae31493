using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Journal;

namespace Fleet.Actors.Levels;

/// <summary>Who changes levels: one in the whole cluster, with an actor for each level that was changed since it is there.</summary>
public sealed class LevelsActor : UntypedActor
{
    /// <summary>Who is told on each node.</summary>
    public const string NodeName = "settings";

    private const string Name = "levels";
    private const string Manager = "settings-levels";

    private readonly IAdmission _admission;
    private readonly TimeProvider _time;

    /// <summary>Made by <see cref="Start"/>.</summary>
    public LevelsActor(IAdmission admission, TimeProvider time) => (_admission, _time) = (admission, time);

    /// <summary>Gives a node its turn.</summary>
    /// <returns>The way to the actor, wherever it is: takes <see cref="PutLevelSettings"/>.</returns>
    public static IActorRef Start(ActorSystem system, IAdmission admission, TimeProvider time)
    {
        Singletons.Host(system, Props.Create<LevelsActor>(admission, time), Name, Manager);
        return Singletons.Proxy(system, Name, Manager);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is not PutLevelSettings put)
        {
            Unhandled(message);
            return;
        }

        var name = put.Group is { } group ? $"group-{group}" : "fleet";
        var level = Context.Child(name);
        (level.IsNobody() ? Context.ActorOf(Props.Create<LevelActor>(put.Group?.Value, _admission, _time), name) : level).Forward(message);
    }
}
