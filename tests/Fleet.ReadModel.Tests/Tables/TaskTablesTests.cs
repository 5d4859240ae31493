using CsCheck;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>The tables of tasks against a plain list of the targets, on both stores.</summary>
public abstract class TaskTablesTests(StoreKind kind)
{
    private const int Targets = 12;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TaskId[] Tasks = [TaskId.Parse("scan-1"), TaskId.Parse("scan-2")];
    private static readonly ClientId[] Clients = [.. Enumerable.Range(0, Targets).Select(number => ClientId.Parse($"pc-{number:00}"))];

    private static readonly Gen<(int Task, int Client, TargetState State, int Kind)[]> Changes = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, Targets], Gen.Enum<TargetState>(), Gen.Int[0, 20], (task, client, state, kind) => (task, client, state, kind)).Array[0, 60];

    [Fact]
    public void Each_target_is_in_one_state_and_the_counts_add_up_after_every_batch() => Changes.Sample(
        changes =>
        {
            using var fleet = new TestFleet(kind);
            var written = new Written(fleet.Store);
            var model = Tasks.ToDictionary(task => task, _ => new Model());
            var offset = 1L;
            foreach (var task in Tasks)
                written.Commit([.. Making(task, model[task], ref offset)]);
            foreach (var batch in changes.Chunk(5))
            {
                written.Commit([.. batch.Select(change => Of(change, model[Tasks[change.Task]], offset++)).OfType<TaskChange>()]);
                using var snapshot = fleet.Store.Snapshot();
                foreach (var (task, expected) in model)
                    AssertSame(expected, snapshot.Tasks, task);
            }
        },
        iter: kind == StoreKind.Sqlite ? 60 : 8,
        threads: 1);

    [Fact]
    public void A_task_that_is_not_made_is_no_task_and_one_that_is_begun_again_has_its_new_targets_alone()
    {
        using var fleet = new TestFleet(kind);
        var written = new Written(fleet.Store);
        var begun = new FleetTask(Definition(Tasks[0]), At, "open", 2);
        written.Commit([new TaskChange.OfWhole(1, At, begun), PartOf(2, Tasks[0], Clients[..2])]);
        using (var snapshot = fleet.Store.Snapshot())
            Assert.Null(snapshot.Tasks.Find("scan-1"));
        written.Commit([new TaskChange.OfWhole(3, At, begun), PartOf(4, Tasks[0], Clients[5..8]), new TaskChange.OfWhole(5, At, begun with { IsMade = true, Targets = 3 })]);
        using var made = fleet.Store.Snapshot();
        var task = made.Tasks.Find("scan-1")!;
        Assert.Equal((1L, 3L, 5L), (task.Number, task.Counts[TargetState.Queued], task.Offset));
        Assert.Equal(Clients[5..8], made.Tasks.Targets(1, [], -1, long.MaxValue, 100).Select(target => target.Client));
        Assert.Empty(made.Tasks.Of("pc-00", long.MaxValue, 10));
        Assert.Equal("scan-1", Assert.Single(made.Tasks.Of("pc-05", long.MaxValue, 10)).Task.Definition.Id.Value);
    }

    [Fact]
    public void Lists_go_by_state_place_and_time()
    {
        using var fleet = new TestFleet(kind);
        var (written, model, offset) = (new Written(fleet.Store), new Model(), 1L);
        written.Commit([.. Making(Tasks[0], model, ref offset)]);
        written.Commit([Step(offset, Tasks[0], Clients[4], TargetState.Sent), Step(offset + 1, Tasks[0], Clients[1], TargetState.Sent)]);
        using var snapshot = fleet.Store.Snapshot();
        Assert.Equal([1L, 4L], snapshot.Tasks.Targets(1, [TargetState.Sent], -1, long.MaxValue, 10).Select(target => target.Place));
        Assert.Equal([4L], snapshot.Tasks.Targets(1, [TargetState.Sent], 1, long.MaxValue, 10).Select(target => target.Place));
        Assert.True(snapshot.Tasks.HasAny(1, [TargetState.Started, TargetState.Sent], 5));
        Assert.False(snapshot.Tasks.HasAny(1, [TargetState.Sent], 1));
        Assert.Equal(["pc-01", "pc-04"], snapshot.Tasks.Due(DueTarget.First, At.AddHours(1).ToUnixTimeMilliseconds(), 10).Select(target => target.Client));
        Assert.Equal(["pc-04"], snapshot.Tasks.Due(new DueTarget(At.AddMinutes(30).ToUnixTimeMilliseconds(), "pc-01"), At.AddHours(1).ToUnixTimeMilliseconds(), 10).Select(target => target.Client));
        Assert.Empty(snapshot.Tasks.Due(DueTarget.First, At.ToUnixTimeMilliseconds(), 10));
        Assert.Equal("scan-1", Assert.Single(snapshot.Tasks.List([TaskState.Running], [TaskKind.ScanNow], long.MaxValue, 10)).Task.Definition.Id.Value);
        Assert.Empty(snapshot.Tasks.List([TaskState.Done], [], long.MaxValue, 10));
        Assert.Null(Assert.Single(snapshot.Tasks.Waiting(1, -1, 1)).Connection);
    }

    private static TaskDefinition Definition(TaskId task) => new(
        task, TaskKind.ScanNow, new Selection.Filtered(""), WhenUnreachable.Keep, TimeSpan.FromDays(1), TimeSpan.FromMinutes(30), 0, Rollout.Usual, "");

    /// <summary>Every fourth one waits from the beginning, and every fourth is refused.</summary>
    private static TaskChange.OfPart PartOf(long offset, TaskId task, ClientId[] clients, bool isMixed = false) => new(offset, At, task, new TargetPart(0,
    [
        .. clients.Select((client, index) => (isMixed ? index % 4 : 0) switch
        {
            2 => new NewTarget(client, TargetState.Waiting, TargetReason.Offline),
            3 => new NewTarget(client, TargetState.Refused, TargetReason.Roaming),
            _ => new NewTarget(client, TargetState.Queued, null),
        }),
    ]));

    private static List<TaskChange> Making(TaskId task, Model model, ref long offset)
    {
        var part = PartOf(offset + 1, task, Clients, isMixed: true);
        foreach (var target in part.Targets.Targets)
            model.States[target.Id] = (target.State, target.Reason);
        List<TaskChange> changes = [new TaskChange.OfWhole(offset, At, model.Task = new FleetTask(Definition(task), At, "open", Targets)), part, new TaskChange.OfWhole(offset + 2, At, model.Task = model.Task with { IsMade = true })];
        offset += 3;
        return changes;
    }

    private static TaskChange.OfStep Step(long offset, TaskId task, ClientId client, TargetState state) => new(
        offset, At, client, At, new ClientTask(task, TaskKind.ScanNow, 1, state, At.AddDays(1), TimeSpan.FromMinutes(30), 0) { SentAt = At }, Detail: null);

    /// <summary>A change, which the model follows; null: it says nothing.</summary>
    private static TaskChange? Of((int Task, int Client, TargetState State, int Kind) change, Model model, long offset)
    {
        var task = Tasks[change.Task];
        if (change.Kind == 0)
            return model.End(offset, model.Task with { State = TaskState.Cancelled, EndedAt = At });
        if (change.Kind == 1)
            return model.End(offset, model.Task with { IsExpired = true });
        // One client is no target.
        var client = change.Client == Targets ? ClientId.Parse("pc-foreign") : Clients[change.Client];
        model.Step(client, change.State);
        return Step(offset, task, client, change.State);
    }

    private static void AssertSame(Model expected, ITaskTables tables, TaskId task)
    {
        var found = tables.Find(task.Value)!;
        Assert.Equal(expected.Task, found.Task);
        Assert.Equal(Targets, found.Counts.Total);
        var targets = tables.Targets(found.Number, [], -1, long.MaxValue, 100);
        Assert.Equal(expected.States.OrderBy(target => target.Key.Value, StringComparer.Ordinal).Select(target => (target.Key, target.Value.State, target.Value.Reason)), targets.Select(target => (target.Client, target.State, target.Reason)));
        foreach (var state in TargetStates.All)
            Assert.Equal((targets.Count(target => target.State == state), found.Counts[state]), (tables.Targets(found.Number, [state], -1, long.MaxValue, 100).Count, found.Counts[state]));
    }

    /// <summary>What the tables are to say.</summary>
    private sealed class Model
    {
        private readonly HashSet<ClientId> _left = [];

        public FleetTask Task { get; set; } = null!;

        public Dictionary<ClientId, (TargetState State, TargetReason? Reason)> States { get; } = [];

        public TaskChange.OfWhole? End(long offset, FleetTask ended)
        {
            if (Task.Leftover is not null)
                return null;
            Task = ended;
            foreach (var (client, target) in States)
            {
                if (target.State is TargetState.Queued or TargetState.Waiting)
                    Leave(client);
            }

            return new TaskChange.OfWhole(offset, At, ended);
        }

        public void Step(ClientId client, TargetState state)
        {
            if (!States.TryGetValue(client, out var target) || (!target.State.IsOpen() && !_left.Contains(client)))
                return;
            _left.Remove(client);
            States[client] = (state, null);
            if (state is TargetState.Queued or TargetState.Waiting && Task.Leftover is not null)
                Leave(client);
        }

        private void Leave(ClientId client)
        {
            States[client] = (Task.Leftover!.State, Task.Leftover.Reason);
            _left.Add(client);
        }
    }

    /// <summary>A set of tables that is served, brought forward batch by batch.</summary>
    private sealed class Written
    {
        private readonly IReadStore _store;
        private Generation _at;

        public Written(IReadStore store)
        {
            _store = store;
            store.Prepare();
            store.BeginGeneration();
            _at = Assert.Single(store.Generations());
            Assert.True(store.Serve(_at, serving: null));
            _at = Assert.Single(store.Generations());
        }

        public void Commit(IReadOnlyList<TaskChange> changes)
        {
            var batch = new ProjectionBatch(_at.Offset + 10, At, [], [], IsCheckpoint: false) { Tasks = changes };
            var isGiven = false;
            _at = _store.Commit(_at, _ => isGiven ? null : (isGiven = true, batch).batch)!;
        }
    }
}

/// <summary>In the embedded store.</summary>
public sealed class TaskTablesTestsOnSqlite() : TaskTablesTests(StoreKind.Sqlite);

/// <summary>On a server.</summary>
[Trait("Needs", "processes")]
public sealed class TaskTablesTestsOnPostgres() : TaskTablesTests(StoreKind.Postgres);
