using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <content>Does what the operator of the timeline does: settings are in force at once, and tasks come to their targets at their pace.</content>
public sealed partial class InProcessPlay
{
    private static readonly Operator Somebody = new(Operator.Open, "");

    private readonly Queue<TimedAct> _acts;
    private readonly PlainLevels? _levels;
    private readonly List<PlayedTask> _tasks = [];
    private ClientRules _serverRules;
    private long _puts;
    private readonly DateTimeOffset?[] _deployAt;
    private bool _tasksChanged;
    private TimeSpan? _nextTurn;

    /// <summary>Acts come before the events of their moment.</summary>
    private Violation? ActUntil(TimeSpan until)
    {
        while (_acts.TryPeek(out var next) && next.At <= until)
        {
            _acts.Dequeue();
            if ((RingUntil(next.At) ?? Act(next.Act, next.At)) is { } wrong)
                return wrong with { Event = _index < 0 ? null : _index };
        }

        return null;
    }

    /// <summary>What a server would refuse, as it means nobody or comes too late, changes nothing.</summary>
    private Violation? Act(OperatorAct act, TimeSpan at)
    {
        switch (act)
        {
            case OperatorAct.PutLevel put:
                // Time passes under what was said before.
                Array.ForEach(_plain, client => client.PassTime(at));
                _serverRules = _serverRules with { Settings = _serverRules.Settings.With(put.Group, new PutLevel(put.Settings, ++_puts)) };
                _levels!.Put(put.Group, PlainSettings.Of(put.Settings));
                return OfEach(Enumerable.Range(0, _clients.Length), at, (_, _) => { });
            case OperatorAct.ChangeSettings change:
                return OfEach(Selected(change.Target), at, (i, now) =>
                {
                    _plain[i].Change(change.Patch);
                    _servers[i].Tell(new PutSettings(change.Patch, Somebody), now);
                });
            case OperatorAct.MakeTask { Task: var task }:
                Make(task, PlayTime.Of(at));
                return PaceTasks(at);
            case OperatorAct.OrderTask order when _tasks.Find(task => task.Id == order.Task) is { } ordered:
                if (order.Order == TaskOrder.Approve)
                    ordered.Approvals++;
                else
                    ordered.Follow(order.Order, PlayTime.Of(at));
                return PaceTasks(at);
            default:
                return null;
        }
    }

    private Violation? OfEach(IEnumerable<int> clients, TimeSpan at, Action<int, DateTimeOffset> does)
    {
        foreach (var client in clients)
        {
            if (Do(client, at, () =>
            {
                _plain[client].PassTime(at);
                does(client, PlayTime.Of(at));
                _plain[client].Deploy(at);
            }) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>Clients that the server knows; who was uninstalled or has moved is in no list.</summary>
    private IEnumerable<int> Selected(Selection target)
    {
        var named = (target as Selection.Named)?.Clients.ToHashSet();
        return Enumerable.Range(0, _clients.Length).Where(i => _servers[i].State is { Exists: true } state && target switch
        {
            Selection.Named => named!.Contains(_timeline.Clients[i].Id),
            Selection.OfGroup of => !state.Presence.HasLeft && state.Group == of.Group,
            _ => !state.Presence.HasLeft,
        });
    }

    private void Make(TaskDefinition task, DateTimeOffset now)
    {
        var targets = Selected(task.Target).Select(i => (i, NewTarget.Of(_timeline.Clients[i].Id, _servers[i].State.Connection, task.WhenUnreachable))).ToList();
        if (targets.Count == 0 || _tasks.Exists(made => made.Id == task.Id))
            return;
        _tasks.Add(new PlayedTask(task, targets, now));
        _alarms.Enqueue(PaceTasks, PlayTime.When(now + task.ExpiresAfter));
    }

    /// <summary>Whose turn it is is offered the task.</summary>
    private Violation? PaceTasks(TimeSpan at)
    {
        var now = PlayTime.Of(at);
        if (_nextTurn <= at)
            _nextTurn = null;
        foreach (var task in _tasks)
        {
            task.Judge(now);
            while (task.Next(IsReachable, now) is { } next)
            {
                if (Do(next.Client, at, () => _servers[next.Client].Tell(next.Offer, now)) is { } wrong)
                    return wrong;
                task.Judge(now);
            }

            if (task.NextTurn(IsReachable, now) is not { } turn || PlayTime.When(turn) is var when && _nextTurn <= when)
                continue;
            _nextTurn = when;
            _alarms.Enqueue(PaceTasks, when);
        }

        return null;
    }

    private bool IsReachable(int client) => _servers[client].State.Connection == Connection.Online;

    /// <summary>A row was written: of a task's target, or of somebody who can be reached from now on.</summary>
    private void See(int i, ClientEvent happened)
    {
        if (happened is TaskStepped stepped)
            _tasks.Find(task => task.Id == stepped.Task.Task)?.See(i, stepped.Task);
        _tasksChanged |= happened is TaskStepped || (happened is SessionOpened or ReportTaken { Changed.Roaming: false } && _tasks.Exists(task => task.IsWaitedForBy(i)));
    }

    /// <summary>A client does what it is sent: settings first, then tasks.</summary>
    private void Obey(int i, TimeSpan at)
    {
        var (client, now) = (_clients[i], PlayTime.Of(at));
        if (_levels is not null)
        {
            DateTimeOffset? again;
            while (client.Deploy(now, _serverRules.Settings.InForce(_servers[i].State.Group, _servers[i].State.Settings.Own), out again))
            {
            }

            if (again is { } later && later != _deployAt[i] && PlayTime.When(later) is var when && when <= _timeline.Length)
                Alarm(i, when, (_, _) => { });
            _deployAt[i] = again;
        }

        foreach (var task in client.BeSentTasks(now))
        {
            if (client.Begin(task, now) is not { } plan)
                continue;
            _plain[i].Begin(task.Task, task.Attempt);
            if (plan.End == TargetState.Rejected)
                End(i, plan, at);
            else
                Alarm(i, at + TimeSpan.FromMicroseconds(plan.Takes), (_, then) => End(i, plan, then - RunTime.Start));
        }

        foreach (var task in _servers[i].State.Tasks.Items)
            _plain[i].Check(task.Task, task.Attempt, task.State);
        if (_tasksChanged)
            _alarms.Enqueue(PaceTasks, at);
        _tasksChanged = false;
    }

    private void End(int i, ClientIntent.Attempts plan, TimeSpan at)
    {
        if (_clients[i].End(plan, PlayTime.Of(at), out var fetched))
            _plain[i].End(plan, fetched, at);
    }

    /// <summary>Tasks stand as the clients say.</summary>
    private Violation? CheckTasks()
    {
        foreach (var task in _tasks)
        {
            foreach (var (client, state, attempt) in task.Targets)
            {
                if (Do(client, _timeline.Length, () => _plain[client].Check(task.Id, attempt, state)) is { } wrong)
                    return wrong;
            }
        }

        return null;
    }
}
