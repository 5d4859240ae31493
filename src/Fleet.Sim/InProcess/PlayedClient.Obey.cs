using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;

namespace Fleet.Sim.InProcess;

/// <content>Does what the server wants of it: settings and tasks.</content>
internal sealed partial class PlayedClient
{
    private readonly Errands _errands = new(tellsAll);
    private readonly HashSet<(TaskId, int)> _sent = [];
    private SentSettings? _settings;
    private DateTimeOffset _judged;
    private EffectiveSettings? _judgedBy;
    private long _sentIn;

    /// <summary>It will do something so, when it comes to that.</summary>
    public void Intend(ClientIntent intent) => _errands.Intend(intent);

    /// <summary>Its session sends it the settings in force, if the rules say so.</summary>
    /// <param name="now">The clock.</param>
    /// <param name="inForce">What is in force.</param>
    /// <param name="again">When to ask again though nothing else happens; null: not before something does.</param>
    /// <returns>Something was sent.</returns>
    public bool Deploy(DateTimeOffset now, EffectiveSettings inForce, out DateTimeOffset? again)
    {
        again = null;
        var client = server.State.Managed;
        if (!BeginSending(now) || server.State.Presence.Session != _session)
            return false;
        if (_settings is { } last)
            _settings = last with { DriftThen = last.DriftThen & client.DriftFrom(inForce) };
        var step = Deployment.Next(client, inForce, _settings, _judged, now, _judgedBy);
        (_judged, _judgedBy, again) = (now, inForce, step.LookAgainAt);
        if (!step.IsDue)
            return false;
        _settings = new SentSettings(inForce.Tag, now, step.IsAgain);
        if (!Unplugged)
            Obey(inForce, now);
        return true;
    }

    /// <summary>Its session sends it the tasks that it was given through it: each attempt once.</summary>
    /// <returns>Those that it begins.</returns>
    public List<ClientTask> BeSentTasks(DateTimeOffset now) =>
        BeginSending(now) ? [.. server.State.Tasks.Items.Where(task => task.State == TargetState.Sent && task.Via == _session && _sent.Add((task.Task, task.Attempt)) && !Unplugged)] : [];

    /// <summary>It is sent an attempt: what it is going to do. Null: it knows it, and says how far it is.</summary>
    public ClientIntent.Attempts? Begin(ClientTask task, DateTimeOffset now)
    {
        if (_errands.Known.TryGetValue(task.Task, out var known) && known.Attempt >= task.Attempt)
        {
            TellTask(task.Task, known.Attempt, known.State, now);
            return null;
        }

        var plan = _errands.PlanOf(task.Task, task.Attempt);
        if (plan.End == TargetState.Rejected)
            return plan;
        _errands.Known[task.Task] = (task.Attempt, TargetState.Started);
        TellTask(task.Task, task.Attempt, TargetState.Started, now);
        return plan;
    }

    /// <summary>An attempt is over by now, if the client still knows of it.</summary>
    /// <param name="plan">The attempt.</param>
    /// <param name="now">The clock.</param>
    /// <param name="fetched">The pattern that it brought; null: none.</param>
    public bool End(ClientIntent.Attempts plan, DateTimeOffset now, out ReportedPattern? fetched)
    {
        fetched = null;
        if (plan.End != TargetState.Rejected && _errands.Known.GetValueOrDefault(plan.Task) != (plan.Attempt, TargetState.Started))
            return false;
        fetched = _errands.End(plan);
        TellTask(plan.Task, plan.Attempt, plan.End, now);
        if (fetched is not null)
            Report(new ReportedFacts { Pattern = fetched }, now);
        return true;
    }

    /// <summary>A session begins without knowing what the one before sent. False: there is none.</summary>
    private bool BeginSending(DateTimeOffset now)
    {
        if (Session is not { } session)
            return false;
        if (session == _sentIn)
            return true;
        (_sentIn, _settings, _judged, _judgedBy) = (session, null, now, null);
        _sent.Clear();
        return true;
    }

    private void Obey(EffectiveSettings wanted, DateTimeOffset now)
    {
        var error = _errands.FaultOf(wanted.Settings);
        var change = error is null ? _errands.Apply(wanted.Settings, wanted.Tag) : default;
        _settings = _settings! with { IsApplied = error is null, DriftThen = server.State.Managed.DriftFrom(wanted) };
        Say(new AnswerSettings(_session!.Value, wanted.Tag, wanted.GrantsRoaming, error), now);
        if (change != default)
            Report(new ReportedFacts { Numbers = change }, now);
    }

    /// <summary>At each hello all that is known is told again, a beginning before its end.</summary>
    private void TellTasks(DateTimeOffset now)
    {
        foreach (var (task, (attempt, state)) in _errands.Known)
        {
            if (state is TargetState.Succeeded or TargetState.Failed)
                TellTask(task, attempt, TargetState.Started, now);
            TellTask(task, attempt, state, now);
        }
    }

    private void TellTask(TaskId task, int attempt, TargetState state, DateTimeOffset now)
    {
        if (_session is { } session && !Unplugged)
            Say(new UpdateTask(task, attempt, state, Detail: null, session), now);
    }

    /// <summary>What has no number is not lost on the way, but may come twice, to an actor that has just recovered.</summary>
    private void Say(ClientCommand said, DateTimeOffset now)
    {
        if (server.State.Presence.Session == _session && _faults.Crashes())
            server.Crash();
        server.Tell(said, now);
        if (_faults.Repeats())
            server.Tell(said, now);
    }
}
