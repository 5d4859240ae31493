using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive.Protocol;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Drive;

/// <summary>
/// All virtual clients: their state in arrays, one alarm each on a wheel, one call each while they have a session. Used by
/// one thread only.
/// </summary>
internal sealed partial class VirtualClients
{
    private const int AlarmsATurn = 512;

    private readonly Queue<int> _due = [];
    private readonly Queue<int> _retries = [];
    private readonly HelloPace _pace = new();
    private readonly ITimeline _timeline;
    private readonly RunClock _clock;
    private readonly Routes _routes;
    private readonly Calls _calls;
    private readonly TimingWheel _wheel;
    private readonly Measurements _measurements;
    private readonly ClientProtocol[] _protocols;
    private readonly BacklogRing[] _backlogs;
    private readonly TimeSpan[] _wantedAt;
    private readonly bool[] _roaming;
    private readonly bool[] _toldGroup;
    private bool _serverFailed;
    private Tally _tally;

    public VirtualClients(ITimeline timeline, RunClock clock, Routes routes, Calls calls, Measurements measurements)
    {
        var count = timeline.Clients.Count;
        _timeline = timeline;
        _clock = clock;
        _routes = routes;
        _calls = calls;
        _measurements = measurements;
        _wheel = new TimingWheel(count);
        _protocols = new ClientProtocol[count];
        for (var i = 0; i < count; i++)
            _protocols[i] = new ClientProtocol(i);
        _backlogs = new BacklogRing[count];
        _wantedAt = new TimeSpan[count];
        _roaming = new bool[count];
        _toldGroup = new bool[count];
        Standings = new Standings(count);
    }

    public Standings Standings { get; }

    public Tally Tally => _tally;

    /// <summary>When a report was acknowledged last, since the start; zero: none was.</summary>
    public TimeSpan LastAck { get; private set; }

    /// <summary>The terms of the latest session.</summary>
    public Terms Terms { get; private set; } = Terms.Default;

    /// <summary>What went wrong last, for a person; null if nothing did.</summary>
    public string? Trouble { get; private set; }

    public int Count => _protocols.Length;

    public Delivery DeliveryOf(int client)
    {
        var numbers = _protocols[client].Numbers;
        return new Delivery(numbers.Foreign, numbers.Answered, Math.Max(numbers.Highest, _protocols[client].SentBefore), numbers.Told, _protocols[client].ConnectionPhase != ConnectionPhase.Away, IsKnown(_protocols[client]));
    }

    /// <summary>Where a client went without a goodbye, a server that failed during the run may not have noticed.</summary>
    private bool IsKnown(in ClientProtocol protocol) => protocol.ConnectionPhase != ConnectionPhase.Away || protocol.Parted || !_serverFailed;

    /// <summary>Plays one step of the timeline.</summary>
    public void Play(in TimelineEvent happening, TimeSpan dueAt)
    {
        var client = happening.Client;
        var now = _clock.Now;
        ref var protocol = ref _protocols[client];
        var todo = happening.Step switch
        {
            ObserveFacts(var facts) => Tell(client, new WaitingReport(dueAt, dueAt, facts, ReportMarks.None), now),
            ComeOnline => Arrive(client, dueAt, now),
            SayGoodbye(var reason) => protocol.Leave(reason, now),
            BreakOff => protocol.Break(),
            UnplugCable => protocol.PullCable(),
            GoDeaf => Deafen(client),
            ReImage => Forget(client),
            HearAgain => Listen(client, now),
            var unknown => throw new ArgumentOutOfRangeException(nameof(happening), unknown, "unknown step"),
        };
        Do(client, todo);
    }

    /// <summary>Lets the alarms go off that are due, a bounded number of them: what the timeline wants goes before. False if there were none.</summary>
    public bool RingAlarms(TimeSpan now)
    {
        foreach (var client in _wheel.Advance(now))
            _due.Enqueue(client);
        var rung = 0;
        for (; rung < AlarmsATurn && _retries.Count > 0 && _pace.HasRoom(Standings.Opening); rung++)
            Ring(_retries.Dequeue(), now);
        for (; rung < AlarmsATurn && _due.TryDequeue(out var client); rung++)
        {
            if (_protocols[client].ConnectionPhase == ConnectionPhase.Waiting && !_pace.HasRoom(Standings.Opening))
                _retries.Enqueue(client);
            else
                Ring(client, now);
        }

        return rung > 0;
    }

    private void Ring(int client, TimeSpan now)
    {
        var phase = _protocols[client].ConnectionPhase;
        var todo = _protocols[client].Wake(now, out var late);
        if (late)
            MissAnswers(client, phase, now);
        Do(client, todo);
    }

    /// <summary>Whoever stopped reading reads again.</summary>
    public void AllReadAgain()
    {
        for (var client = 0; client < Count; client++)
            Do(client, Listen(client, _clock.Now));
    }

    /// <summary>
    /// Sends a client home: it hands over what waits, and says goodbye. It comes back for that if reports wait, or if the
    /// server may have missed its going.
    /// </summary>
    public void SendHome(int client)
    {
        var now = _clock.Now;
        ref var protocol = ref _protocols[client];
        if (protocol.ConnectionPhase == ConnectionPhase.Away && (protocol.Numbers.Wait || !IsKnown(protocol)))
            Do(client, Arrive(client, now, now));
        Do(client, _protocols[client].Leave(GoodbyeReason.Unloaded, now));
    }

    private Todo Tell(int client, WaitingReport report, TimeSpan now)
    {
        _tally.Offered++;
        _roaming[client] = report.Facts.Roaming ?? _roaming[client];
        _toldGroup[client] |= report.Facts.Group is not null;
        _backlogs[client].Add(report);
        return _protocols[client].Tell(now);
    }

    /// <summary>What was told while the client was away could not be sent before now, whatever the server did.</summary>
    private Todo Arrive(int client, TimeSpan dueAt, TimeSpan now)
    {
        if (_protocols[client].ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Parting)
        {
            _wantedAt[client] = dueAt;
            ref var backlog = ref _backlogs[client];
            for (var i = 0; i < backlog.Count; i++)
                backlog[i].DueAt = dueAt;
        }

        return _protocols[client].Connect(now, _pace.HasRoom(Standings.Opening));
    }

    private Todo Forget(int client)
    {
        var todo = _protocols[client].ReImage(out var lost);
        for (; lost > 0; lost--)
            _backlogs[client].RemoveNewest();
        return todo;
    }

    private Todo Deafen(int client)
    {
        if (_calls.Of(client) is not { } call)
            return Todo.Nothing;
        call.StopReading();
        return _protocols[client].StopReading();
    }

    private Todo Listen(int client, TimeSpan now)
    {
        _calls.Of(client)?.ReadAgain();
        return _protocols[client].ReadAgain(now);
    }

    private void MissAnswers(int client, ConnectionPhase phase, TimeSpan now)
    {
        LoseSession(client, phase, now);
        if (phase == ConnectionPhase.Opening)
            _pace.Missed();
        Trouble = phase == ConnectionPhase.Online ? "no answer to reports or heartbeats" : "no answer to hello or goodbye";
        if (phase == ConnectionPhase.Online)
            TimeOut(client);
    }

    /// <summary>No answers are waited for any more: what has none counts as timed out.</summary>
    public void GiveUp()
    {
        for (var client = 0; client < Count; client++)
            TimeOut(client);
    }

    private void TimeOut(int client)
    {
        ref var backlog = ref _backlogs[client];
        for (var i = 0; i < backlog.Count; i++)
        {
            if ((backlog[i].Marks & (ReportMarks.Sent | ReportMarks.Refused | ReportMarks.TimedOut)) != ReportMarks.Sent)
                continue;
            backlog[i].Marks |= ReportMarks.TimedOut;
            _tally.TimedOut++;
        }
    }
}
