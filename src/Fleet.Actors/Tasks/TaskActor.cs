using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Journal;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.Tasks;

/// <summary>One task as a whole: recovers from its last row, lets <see cref="TaskRules"/> decide, persists, answers, and tells how it is now.</summary>
internal sealed class TaskActor : UntypedPersistentActor
{
    /// <summary>Parts that are written at a time.</summary>
    private const int PartsAtATime = 16;

    private readonly TaskId _id;
    private readonly TaskEnvironment _environment;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private FleetTask? _task;
    private long _offset;
    private bool _isDamaged;
    private Making? _making;
    private IActorRef? _asker;
    private bool _isAdmitted;

    public TaskActor(TaskId id, TaskEnvironment environment)
    {
        (_id, _environment) = (id, environment);
        Context.SetReceiveTimeout(TimeSpan.FromMinutes(2));
    }

    public override string PersistenceId => TaskRows.IdOf(_id);

    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(_environment.Time.GetUtcNow().ToUnixTimeMilliseconds());

    protected override void OnRecover(object message)
    {
        try
        {
            if (message is OtherRow row)
                (_task, _offset) = (TaskRows.Read(row.Bytes), row.Offset);
            else if (message is DamagedRow)
                _isDamaged = true;
        }
        catch (JournalFormatException fault)
        {
            _log.Error(fault, "The last row of task {0} cannot be read", _id);
            _isDamaged = true;
        }
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case TaskMessage when _isDamaged:
                Refuse(Sender, TaskRefusals.Damaged);
                break;
            case TaskMessage when _environment.Admission.Failing is { } failing:
                Refuse(Sender, failing);
                break;
            case TaskMessage.MakeTask wanted:
                Make(wanted);
                break;
            case TaskMessage.OrderTask wanted:
                Follow(wanted);
                break;
            case TaskFound found when _task is { } task:
                Change(TaskRules.Judge(task, found.Figures, Now));
                break;
            case TargetsFound found when _making is { } making:
                BeginToWrite(making, making.Begin(found.Targets, Now));
                break;
            case PartWritten when _making is { } making:
                Context.Unwatch(Sender);
                making.Written();
                GoOnWriting(making);
                break;
            case Status.Failure { Cause: QueryException refused } when _making is { } making:
                GiveUp(making, Of(refused));
                break;
            case Status.Failure { Cause: var fault } when _making is { } making:
                _log.Error(fault, "The targets of task {0} cannot be found out", _id);
                GiveUp(making, TaskRefusals.NotWritten);
                break;
            case Terminated when _making is { IsDone: false } making:
                GiveUp(making, TaskRefusals.NotWritten);
                break;
            case ReceiveTimeout when _task is not { IsMade: true, IsEnded: false }:
                // Nothing more becomes of it, or nobody wants it any more. Another message starts it anew.
                Context.Stop(Self);
                break;
            case Terminated or ReceiveTimeout or TaskFound:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        OnNotWritten();
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        OnNotWritten();
    }

    protected override void PostStop()
    {
        Leave();
        base.PostStop();
    }

    private void OnNotWritten()
    {
        if (_making is { } making)
        {
            GiveUp(making, TaskRefusals.NotWritten);
            return;
        }

        Leave();
        Refuse(_asker, TaskRefusals.NotWritten);
        _asker = null;
    }

    private void Make(TaskMessage.MakeTask wanted)
    {
        if (_task is { IsMade: true } task)
        {
            if (task.Definition.Kept() == wanted.Definition.Kept())
                Sender.Tell(new TaskAnswer(task, _offset, Refusal: null));
            else
                Refuse(Sender, TaskRefusals.IsMade);
        }
        else if (_making is not null)
        {
            Refuse(Sender, TaskRefusals.BeingMade);
        }
        else
        {
            _making = new Making(Sender, wanted);
            _ = _environment.Resolve(wanted.Definition).PipeTo(Self, success: targets => new TargetsFound(targets));
        }
    }

    /// <summary>All rows of a task have one place of the bound: it has few of them under way at a time.</summary>
    private void BeginToWrite(Making making, FleetTask task)
    {
        if (Enter() is { } refusal)
        {
            GiveUp(making, refusal);
            return;
        }

        Write(task, act: null, () =>
        {
            for (var begun = 0; begun < PartsAtATime; begun++)
                WriteNext(making);
        });
    }

    private void GoOnWriting(Making making)
    {
        WriteNext(making);
        if (!making.IsDone)
            return;
        var made = _task! with { IsMade = true };
        Write(made, making.ActOf(made), () =>
        {
            _making = null;
            Leave();
            making.ReplyTo.Tell(new TaskAnswer(_task, _offset, Refusal: null));
            Tell();
        });
    }

    private void WriteNext(Making making)
    {
        if (making.Next() is { } next)
            Context.Watch(Context.ActorOf(Props.Create<TaskPartActor>(_id, next.Number, next.Part), $"part-{next.Number}"));
    }

    /// <summary>What was written is no task: who wants the same again has it begun anew.</summary>
    private void GiveUp(Making making, Refusal why)
    {
        _making = null;
        Refuse(making.ReplyTo, why);
        // None of its writers may come after those of the next attempt.
        Context.Stop(Self);
    }

    private void Follow(TaskMessage.OrderTask wanted)
    {
        if (_task is not { IsMade: true } task)
        {
            Refuse(Sender, TaskRefusals.Unknown);
            return;
        }

        var after = TaskRules.Follow(task, wanted.Order, Now, out var refusal);
        if (refusal is not null)
        {
            Refuse(Sender, TaskRefusals.NotNow(refusal));
        }
        else if (ReferenceEquals(after, task))
        {
            Sender.Tell(new TaskAnswer(task, _offset, Refusal: null));
        }
        else if (Enter() is { } full)
        {
            Refuse(Sender, full);
        }
        else
        {
            var asker = _asker = Sender;
            Write(after, TaskActs.Of(wanted.Operator, TaskActs.WordOf(wanted.Order), task, after), () =>
            {
                Leave();
                asker.Tell(new TaskAnswer(_task, _offset, Refusal: null));
                Tell();
            });
        }
    }

    /// <summary>What cannot be written now is found again soon.</summary>
    private void Change(FleetTask after)
    {
        if (ReferenceEquals(after, _task) || Enter() is not null)
            return;
        Write(after, act: null, () =>
        {
            Leave();
            Tell();
        });
    }

    /// <summary>Before Persist: once handed over, a write can only be acknowledged or fail.</summary>
    private Refusal? Enter()
    {
        var refusal = _environment.Admission.Enter();
        _isAdmitted = refusal is null;
        return refusal;
    }

    private void Leave()
    {
        if (_isAdmitted)
            _environment.Admission.Exit();
        _isAdmitted = false;
    }

    private void Write(FleetTask task, Act? act, Action then) => Persist(new OtherRow(TaskRows.Whole, TaskRows.Write(task, act)), row =>
    {
        (_task, _offset, _asker) = (task, row.Offset, null);
        then();
    });

    private void Tell() => Context.Parent.Tell(new TaskChanged(_task!, _offset));

    private static void Refuse(IActorRef? asker, Refusal why) => asker?.Tell(new TaskAnswer(Task: null, 0, why));

    private static Refusal Of(QueryException refused) => new(
        refused.Code switch
        {
            QueryFault.NotFound => RefusalCode.NotFound,
            QueryFault.Rebuilding or QueryFault.Lagging => RefusalCode.Unavailable,
            _ => RefusalCode.OutOfRange,
        },
        refused.Message, refused.Parameter, refused.RetryAfter);
}
