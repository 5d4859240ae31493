using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Tasks;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Tasks;

/// <summary>The actor of one task on Akka's in-memory journal, at the journal's gate.</summary>
public sealed class TaskActorTests : TestKit
{
    private static readonly TaskId Id = TaskId.Parse("scan-1");
    private static readonly Refusal Full = new(RefusalCode.Busy, "full", RetryAfter: TimeSpan.FromSeconds(1));

    private static readonly TaskDefinition Definition = new(
        Id, TaskKind.ScanNow, new Selection.Filtered(""), WhenUnreachable.Refuse, TaskDefinition.UsualExpiresAfter, TaskDefinition.UsualTimeout, 0, Rollout.Usual, "");

    private readonly CountingAdmission _admission = new();

    public TaskActorTests()
        : base(ConfigurationFactory.ParseString(Patience.Hocon + "akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"\nakka.loglevel = WARNING"))
    {
    }

    [Fact]
    public void A_task_of_many_rows_has_one_place_at_the_journal_and_gives_it_back_and_so_has_each_order()
    {
        var task = Start();
        Assert.Equal((2_500, TaskState.Running), (Make(task).Task!.Targets, Make(task).Task!.State));
        Assert.Equal((1, 1), (_admission.Entered, _admission.Left));
        Assert.Equal(TaskState.Paused, Order(task, TaskOrder.Pause).Task!.State);
        // It is so already: nothing is written.
        Assert.Equal(TaskState.Paused, Order(task, TaskOrder.Pause).Task!.State);
        Assert.Equal((2, 2), (_admission.Entered, _admission.Left));
    }

    [Fact]
    public void Where_the_journal_is_full_nothing_is_written_and_the_same_can_be_sent_again()
    {
        var task = Start();
        _admission.Says = Full;
        Assert.Equal(Full, Make(task).Refusal);
        ExpectTerminated(task);
        task = Start();
        Assert.Equal(RefusalCode.NotFound, Order(task, TaskOrder.Cancel).Refusal!.Code);
        _admission.Says = null;
        Assert.Equal(2_500, Make(task).Task!.Targets);

        _admission.Says = Full;
        Assert.Equal(Full, Order(task, TaskOrder.Cancel).Refusal);
        task.Tell(new TaskFound(Id, new TaskFigures(TargetCounts.None, WaveIsOver: true)));
        // What was found could not be written either: it is found again.
        Assert.Equal(TaskState.Running, Order(task, TaskOrder.Resume).Task!.State);
        _admission.Says = null;
        Assert.Equal(TaskState.Cancelled, Order(task, TaskOrder.Cancel).Task!.State);
        Assert.Equal(_admission.Entered, _admission.Left);
    }

    private IActorRef Start()
    {
        var environment = new TaskEnvironment(
            new TaskSettings(TimeSpan.Zero, TimeSpan.Zero, 1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 1), Queries: null!,
            _ => Task.FromResult(Enumerable.Range(0, 2_500).Select(number => new NewTarget(ClientId.Parse($"pc-{number}"), TargetState.Queued, null)).ToImmutableArray()),
            ActorRefs.Nobody, _admission, TimeProvider.System);
        return Watch(Sys.ActorOf(Props.Create<TaskActor>(Id, environment)));
    }

    private TaskAnswer Make(IActorRef task) => Ask(task, new TaskMessage.MakeTask(Definition, Operator.Unknown));

    private TaskAnswer Order(IActorRef task, TaskOrder order) => Ask(task, new TaskMessage.OrderTask(Id, order, Operator.Unknown));

    private TaskAnswer Ask(IActorRef task, TaskMessage wanted)
    {
        task.Tell(wanted, TestActor);
        return ExpectMsg<TaskAnswer>();
    }
}
