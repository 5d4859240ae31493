using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Journal;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.Tasks;

/// <summary>The tasks of the whole fleet, as a request on any node sees them.</summary>
public sealed class FleetTasks
{
    /// <summary>How long anybody waits for a task to be made, or to follow an order.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly IActorRef _desk;

    private FleetTasks(IActorRef desk) => _desk = desk;

    /// <summary>Gives this node its turn at the desk of tasks, and opens the way to it.</summary>
    /// <param name="system">A system that has joined its cluster, or is about to.</param>
    /// <param name="clients">Takes <see cref="Client.ToClient"/>.</param>
    /// <param name="fleet">The read model.</param>
    /// <param name="filterOf">Reads a question for a list of clients, as in an address without its question mark; throws <see cref="QueryException"/>.</param>
    /// <param name="time">The server's clock.</param>
    public static FleetTasks Start(ActorSystem system, IActorRef clients, FleetReadModel fleet, Func<string, ClientFilter> filterOf, TimeProvider time)
    {
        var environment = new TaskEnvironment(
            TaskSettings.Read(system.Settings.Config),
            fleet.Queries,
            async task =>
            {
                // Who made the task may have heard of its clients a moment ago.
                await fleet.WaitForEnd(CancellationToken.None);
                return await fleet.AskHeavy(queries => queries.TargetsOf(task, filterOf), CancellationToken.None);
            },
            clients,
            FleetJournalExtension.Of(system).Admission,
            time);
        Singletons.Host(system, Props.Create<TaskDesk>(environment), "desk", "tasks");
        return new FleetTasks(Singletons.Proxy(system, "desk", "tasks"));
    }

    /// <summary>Makes a task; one that is there already is the same.</summary>
    /// <exception cref="TimeoutException">No answer came in time: whether it is made is not known. The same may be asked again.</exception>
    public Task<TaskAnswer> Create(TaskDefinition task, Operator by) => Ask(new TaskMessage.MakeTask(task, by));

    /// <summary>Does something to a task.</summary>
    /// <exception cref="TimeoutException">No answer came in time: whether it is done is not known.</exception>
    public Task<TaskAnswer> Follow(TaskId task, TaskOrder order, Operator by) => Ask(new TaskMessage.OrderTask(task, order, by));

    private async Task<TaskAnswer> Ask(TaskMessage wanted)
    {
        try
        {
            return await _desk.Ask<TaskAnswer>(wanted, AnswerWithin);
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"Task {wanted.Task} did not answer within {AnswerWithin.TotalSeconds} s.", late);
        }
    }
}
