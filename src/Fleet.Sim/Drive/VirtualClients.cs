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
    private readonly HelloPace _pace;
    private readonly ITimeline _timeline;
    private readonly RunClock _clock;
    private readonly Routes _routes;
    private readonly Calls _calls;
    private readonly TimingWheel _wheel;
    private readonly Measurements _measurements;
    private readonly AckTap _acks;
    private readonly Speed _speed;
    private readonly ClientProtocol[] _protocols;
    private readonly BacklogRing[] _backlogs;
    /// <summary>Since when each client wants its session; of one that is away, since when it is.</summary>
    private readonly TimeSpan[] _since;
    private readonly bool[] _roaming;
    private readonly bool[] _toldGroup;
    private bool _serverFailed;
    private Tally _tally;

    public VirtualClients(ITimeline timeline, RunClock clock, Routes routes, Calls calls, Measurements measurements, AckTap acks, LoginPace logins, Speed speed)
    {
        var count = timeline.Clients.Count;
        _timeline = timeline;
        _clock = clock;
        _routes = routes;
        _calls = calls;
        _measurements = measurements;
        _acks = acks;
        _pace = new HelloPace(logins);
        _wheel = new TimingWheel(count);
        _protocols = new ClientProtocol[count];
        for (var i = 0; i < count; i++)
            _protocols[i] = new ClientProtocol(i);
        _backlogs = new BacklogRing[count];
        _since = new TimeSpan[count];
        _roaming = new bool[count];
        _toldGroup = new bool[count];
        (_speed, _understands) = (speed, Capabilities.Alive | Capabilities.Verify | timeline.Managing());
        _errands = AreManaged ? new Errands?[count] : [];
        Standings = new Standings(count);
    }

    public Standings Standings { get; }

    public Tally Tally => _tally;

    /// <summary>When a report was acknowledged last, since the start; zero: none was.</summary>
    public TimeSpan LastAck { get; private set; }

    /// <summary>The terms of the latest session.</summary>
    public Terms Terms { get; private set; } = Terms.Default;

    /// <summary>What went wrong last, for a person; null if nothing did.</summary>
    public string? LastTrouble { get; private set; }

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
        var wasAway = protocol.IsAway;
        if (AreManaged)
            ErrandsOf(client).LastEvent = happening.Number;
        var todo = happening.Step switch
        {
            ObserveFacts(var facts) => Tell(client, new WaitingReport(dueAt, dueAt, Managed(client, happening.Number, facts), ReportMarks.None, happening.Number), now),
            ComeOnline => Arrive(client, dueAt, now),
            SayGoodbye(var reason) => protocol.Leave(reason, now),
            BreakOff => protocol.Break(),
            UnplugCable => protocol.PullCable(),
            GoDeaf => Deafen(client),
            ReImage => Forget(client),
            HearAgain => Listen(client, now),
            Intend(var intent) => Plan(client, intent),
            var unknown => throw new ArgumentOutOfRangeException(nameof(happening), unknown, "unknown step"),
        };
        if (protocol.IsAway && !wasAway)
            _since[client] = dueAt;
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
            {
                _retries.Enqueue(client);
                _tally.HeldBack++;
            }
            else
            {
                Ring(client, now);
            }
        }

        return EndTasks(now) || rung > 0;
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
        _roaming[client] = report.Facts.Roaming ?? _roaming[client];
        _toldGroup[client] |= report.Facts.Group is not null;
        _backlogs[client].Add(report);
        var todo = _protocols[client].Tell(now);
        Offer(client, report.DueAt);
        return todo;
    }

    private Todo Arrive(int client, TimeSpan dueAt, TimeSpan now)
    {
        ref var protocol = ref _protocols[client];
        if (protocol.IsAway)
            Excuse(client, dueAt - _since[client]);
        if (protocol.ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Parting)
            _since[client] = dueAt;
        var todo = protocol.Connect(now, _pace.HasRoom(Standings.Opening));
        Offer(client, dueAt);
        return todo;
    }

    /// <summary>What the client can send now is due from now on; what it observed while it was away was not before, whatever the server did.</summary>
    private void Offer(int client, TimeSpan dueAt)
    {
        ref var backlog = ref _backlogs[client];
        for (var i = _protocols[client].Waiting - 1; i >= 0 && (backlog[i].Marks & ReportMarks.Due) == 0; i--)
        {
            backlog[i].DueAt = dueAt;
            backlog[i].Marks |= ReportMarks.Due;
            _tally.Offered++;
        }
    }

    /// <summary>The client itself was away for so long: of the wait of what was due before, that is no part. The rest of it is, as a server that stalls may be left as well.</summary>
    private void Excuse(int client, TimeSpan absence)
    {
        ref var backlog = ref _backlogs[client];
        for (var i = 0; i < backlog.Count && (backlog[i].Marks & ReportMarks.Due) != 0; i++)
            backlog[i].DueAt += absence;
    }

    private Todo Forget(int client)
    {
        var todo = _protocols[client].ReImage(out var lost);
        for (; lost > 0; lost--)
            _backlogs[client].RemoveNewest();
        if (AreManaged)
            ErrandsOf(client).Forget();
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
        LastTrouble = phase == ConnectionPhase.Online ? "no answer to reports or heartbeats" : "no answer to hello or goodbye";
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
