using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive.Protocol;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Timeline;
using Fleet.V1;

namespace Fleet.Sim.Drive;

/// <content>Does what the server wants of clients: settings and tasks. Nothing of it is there where the timeline's operator does nothing.</content>
internal sealed partial class VirtualClients
{
    private const string PrivilegeMissing = "privilege-missing";

    private readonly List<DoneDeed> _deeds = [];
    private readonly PriorityQueue<(int Client, TaskId Task, int Attempt), TimeSpan> _ends = new();
    private readonly Errands?[] _errands;

    /// <summary>What the clients understand.</summary>
    private readonly Capabilities _understands;

    /// <summary>What all of them did, in order of time.</summary>
    public IReadOnlyList<DoneDeed> Deeds => [.. _deeds];

    private bool AreManaged => (_understands & (Capabilities.Settings | Capabilities.Tasks)) != Capabilities.None;

    private Errands ErrandsOf(int client) => _errands[client] ??= new Errands(_timeline.TellsAll);

    private void Do(int client, Deed deed, TimeSpan at)
    {
        if (AreManaged)
            _deeds.Add(new DoneDeed(at, client, ErrandsOf(client).LastEvent, deed));
    }

    /// <summary>The machine observes something; what the client tells of it is as its settings have it.</summary>
    private ReportedFacts Managed(int client, long number, ReportedFacts told)
    {
        if (!AreManaged)
            return told;
        var errands = ErrandsOf(client);
        if (told.Roaming is not null)
            errands.LastRoaming = number;
        return errands.Told(told);
    }

    private Todo Plan(int client, ClientIntent intent)
    {
        ErrandsOf(client).Intend(intent);
        return Todo.Nothing;
    }

    /// <summary>Who is about to leave takes up nothing new.</summary>
    private bool TakesOrders(int client) => _protocols[client] is { ConnectionPhase: ConnectionPhase.Online, Leaving: 0 };

    private Todo HearSettings(int client, Settings settings, TimeSpan at)
    {
        if (!TakesOrders(client))
            return Todo.Nothing;
        var (errands, wanted) = (ErrandsOf(client), SettingsMessages.Read(settings.Body));
        if (errands.FaultOf(wanted) is { } error)
        {
            _calls.Of(client)?.Send(OutgoingMessages.SettingsApplied(settings.Tag, error));
            Do(client, new Deed.SettingsFailed(wanted, settings.Tag), at);
            return Todo.Nothing;
        }

        var change = errands.Apply(wanted, settings.Tag);
        _calls.Of(client)?.Send(OutgoingMessages.SettingsApplied(settings.Tag, error: null));
        Do(client, new Deed.SettingsHeld(wanted, settings.Tag), at);
        return change == default ? Todo.Nothing : Tell(client, OfItself(new ReportedFacts { Numbers = change }, at), at);
    }

    private Todo HearTask(int client, TaskAssignment assignment, TimeSpan at)
    {
        if (!TakesOrders(client) || !TaskId.TryParse(assignment.TaskId, out var task))
            return Todo.Nothing;
        var errands = ErrandsOf(client);
        if (errands.Known.TryGetValue(task, out var known) && known.Attempt >= assignment.Attempt)
        {
            TellTask(client, task, known.Attempt, known.State);
            return Todo.Nothing;
        }

        var plan = errands.PlanOf(task, assignment.Attempt);
        Do(client, new Deed.TaskBegun(task, assignment.Attempt), at);
        if (plan.End == TargetState.Rejected)
            return EndTask(client, plan, at);
        errands.Known[task] = (assignment.Attempt, TargetState.Started);
        TellTask(client, task, assignment.Attempt, TargetState.Started);
        _ends.Enqueue((client, task, assignment.Attempt), at + _speed.DueAt(TimeSpan.FromMicroseconds(plan.Takes)));
        return Todo.Nothing;
    }

    /// <summary>Ends the attempts that are over by now; false if none is.</summary>
    private bool EndTasks(TimeSpan now)
    {
        var ended = false;
        while (_ends.TryPeek(out var next, out var due) && due <= now)
        {
            _ends.Dequeue();
            var errands = ErrandsOf(next.Client);
            if (errands.Known.GetValueOrDefault(next.Task) != (next.Attempt, TargetState.Started))
                continue;
            Do(next.Client, EndTask(next.Client, errands.PlanOf(next.Task, next.Attempt), now));
            ended = true;
        }

        return ended;
    }

    private Todo EndTask(int client, ClientIntent.Attempts plan, TimeSpan at)
    {
        var fetched = ErrandsOf(client).End(plan);
        TellTask(client, plan.Task, plan.Attempt, plan.End);
        Do(client, new Deed.TaskEnded(plan.Task, plan.Attempt, plan.End, fetched), at);
        return fetched is null ? Todo.Nothing : Tell(client, OfItself(new ReportedFacts { Pattern = fetched }, at), at);
    }

    private void TellTask(int client, TaskId task, int attempt, TargetState state)
    {
        if (_protocols[client].ConnectionPhase == ConnectionPhase.Online)
            _calls.Of(client)?.Send(OutgoingMessages.TaskUpdate(task, attempt, state));
    }

    /// <summary>Nothing acknowledges an update: at each hello all that is known is told again, a beginning before its end.</summary>
    private void TellTasks(int client)
    {
        foreach (var (task, (attempt, state)) in _errands[client]?.Known ?? [])
        {
            if (state is TargetState.Succeeded or TargetState.Failed)
                TellTask(client, task, attempt, TargetState.Started);
            TellTask(client, task, attempt, state);
        }
    }

    private void HearNotice(int client, V1.Notice notice, TimeSpan at)
    {
        var errands = ErrandsOf(client);
        if (notice.Code != PrivilegeMissing || !errands.RoamingReports.TryGetValue(notice.Seq, out var number))
            return;
        Do(client, new Deed.RoamingRefused(number), at);
        // The user may try again later; until then the machine does not roam.
        if (errands.LastRoaming == number)
            _roaming[client] = false;
    }

    private void NoteSession(int client)
    {
        var isMet = _protocols[client].ConnectionPhase is ConnectionPhase.Online or ConnectionPhase.Parting;
        if (isMet == ErrandsOf(client).IsMet)
            return;
        ErrandsOf(client).IsMet = isMet;
        Do(client, isMet ? new Deed.SessionMet(ErrandsOf(client).Held) : new Deed.SessionGone(), _clock.Now);
    }

    /// <summary>A report goes out.</summary>
    private void NoteSent(int client, long seq, in WaitingReport report)
    {
        if (!AreManaged || report.Facts.Roaming is null)
            return;
        var errands = ErrandsOf(client);
        errands.RoamingReports[seq] = report.Number;
        errands.RoamingSent.TryAdd(report.Number, _clock.Now);
    }

    /// <summary>A report has its ack.</summary>
    private void NoteAnswered(int client, in WaitingReport report, TimeSpan at)
    {
        if (AreManaged && report.Facts.Roaming is { } on && ErrandsOf(client).RoamingSent.Remove(report.Number, out var sent))
            Do(client, new Deed.RoamingTold(report.Number, on, sent), at);
    }

    /// <summary>A report of the client's own, which no event of the timeline made.</summary>
    private static WaitingReport OfItself(ReportedFacts facts, TimeSpan now) => new(now, now, facts, ReportMarks.None, Number: 0);
}
