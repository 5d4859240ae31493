using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>
/// A timeline played to the rules themselves, in virtual time: a fleet's day takes seconds. What the rules make of it is
/// held against <see cref="PlainClient"/> after each event, and once more after everybody's goodbye.
/// </summary>
public sealed class InProcessPlay
{
    private readonly PriorityQueue<(int Client, long? Session), TimeSpan> _alarms = new();
    private readonly ITimeline _timeline;
    private readonly PlayRules _rules;
    private readonly PlayedServer[] _servers;
    private readonly PlayedClient[] _clients;
    private readonly PlainClient[] _plain;
    private readonly DateTimeOffset?[] _agesAt;
    private readonly long[] _turns = new long[Enum.GetValues<Connection>().Max(connection => (int)connection) + 1];
    private readonly Connection[] _connections;
    private long _sessions;
    private long _index = -1;

    /// <summary>Makes ready.</summary>
    /// <param name="timeline">What happens.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="faults">Seed of what goes wrong between clients and server; null: nothing does.</param>
    /// <param name="decide">Other rules than those of <see cref="Client"/>, for tests.</param>
    public InProcessPlay(ITimeline timeline, PlayRules rules, long? faults, Decider? decide = null)
    {
        (_timeline, _rules) = (timeline, rules);
        _servers = [.. timeline.Clients.Select(_ => new PlayedServer(rules, decide ?? Client.Decide))];
        _clients = [.. timeline.Clients.Select((client, i) => new PlayedClient(client.Group, _servers[i], new Faults(faults, i), () => ++_sessions))];
        _plain = [.. timeline.Clients.Select(client => new PlainClient(client.Group, rules))];
        _agesAt = new DateTimeOffset?[timeline.Clients.Count];
        _connections = [.. timeline.Clients.Select(_ => Connection.Offline)];
    }

    /// <summary>Told of every client whose state may have changed.</summary>
    public Action<TimeSpan, int, ClientState>? Touched { get; init; }

    /// <summary>Told of every event when it is made.</summary>
    public Action<TimelineEvent>? Made { get; init; }

    /// <summary>Counts of the whole play.</summary>
    public PlayFigures Figures => new(
        _index + 1, _clients.Sum(client => client.Sent), _clients.Sum(client => client.Answered - client.RefusedForGood), _clients.Sum(client => client.RefusedForGood),
        _servers.Sum(server => (long)server.Rows), _servers.Sum(server => (long)server.IconChanges),
        _turns[(int)Connection.Online], _turns[(int)Connection.Offline], _turns[(int)Connection.Roaming]);

    /// <summary>Sessions that were found silent.</summary>
    public int Silences { get; private set; }

    /// <summary>What a client is by the rules.</summary>
    public ClientState StateOf(int client) => _servers[client].State;

    /// <summary>The fingerprint of the fleet as it stands.</summary>
    public string FleetHash()
    {
        using var hash = new FleetFingerprint();
        foreach (var i in Enumerable.Range(0, _servers.Length).OrderBy(i => _timeline.Clients[i].Id.Value, StringComparer.Ordinal))
            hash.Add(_timeline.Clients[i].Id, _servers[i].State);
        return hash.Finish();
    }

    /// <summary>Plays the events, to the end of the timeline. Returns the first thing that is wrong; null: nothing.</summary>
    public Violation? Run(CancellationToken cancel)
    {
        foreach (var happened in _timeline.Events())
        {
            cancel.ThrowIfCancellationRequested();
            if (RingUntil(happened.At) is { } late)
                return late;
            _index++;
            if (Do(happened.Client, happened.At, () => Make(happened)) is { } wrong)
                return wrong with { Event = _index, Input = RecordedSteps.ToInput(happened, _timeline.Clients[happened.Client]) };
            Made?.Invoke(happened);
        }

        return RingUntil(_timeline.Length);
    }

    /// <summary>Everybody says goodbye.</summary>
    public Violation? SendHome()
    {
        for (var client = 0; client < _clients.Length; client++)
        {
            var i = client;
            _plain[i].GoHome(_timeline.Length);
            if (Do(i, _timeline.Length, () => _clients[i].GoHome(PlayTime.Of(_timeline.Length))) is { } wrong)
                return wrong;
        }

        return null;
    }

    private void Make(in TimelineEvent happened)
    {
        var (client, at, now) = (_clients[happened.Client], happened.At, PlayTime.Of(happened.At));
        var step = happened.Step is ObserveFacts(var facts) ? new ObserveFacts(facts.OnTheWire()) : happened.Step;
        _plain[happened.Client].Play(step, at);
        switch (step)
        {
            case ComeOnline:
                client.Connect(now);
                break;
            case SayGoodbye(var reason) when !client.Unplugged:
                client.End(PresenceCause.Goodbye, reason, now);
                break;
            case BreakOff when !client.Unplugged:
                client.End(PresenceCause.Broken, null, now);
                break;
            case UnplugCable when !client.Unplugged:
                client.UnplugCable();
                if (client.Session is { } session)
                    _alarms.Enqueue((happened.Client, session), at + _rules.SilentAfter);
                break;
            case ReImage:
                client.ReImage(now);
                break;
            case ObserveFacts tell:
                client.Observe(tell.Facts, now);
                break;
        }
    }

    private Violation? RingUntil(TimeSpan until)
    {
        while (_alarms.TryPeek(out var alarm, out var at) && at <= until)
        {
            _alarms.Dequeue();
            var (i, session) = alarm;
            if (Do(i, at, () => Ring(i, session, PlayTime.Of(at))) is { } wrong)
                return wrong with { Event = _index < 0 ? null : _index };
        }

        return null;
    }

    /// <summary>The server finds something out by itself: a session is silent, or a pattern has passed its age.</summary>
    private void Ring(int i, long? session, DateTimeOffset now)
    {
        if (session is null)
        {
            _servers[i].Tell(new Reconsider(), now);
        }
        else if (_clients[i].Unplugged && _clients[i].Session == session)
        {
            _clients[i].End(PresenceCause.Silent, null, now);
            Silences++;
        }
    }

    private Violation? Do(int i, TimeSpan at, Action action)
    {
        try
        {
            action();
            Watch(i, at);
            Turn(i);
            Touched?.Invoke(at, i, _servers[i].State);
            var (should, state) = (_plain[i].At(at), _servers[i].State);
            (Core.Icons.ClientStatus, GroupName)? seen = state.Exists ? (state.Status, state.Group) : null;
            return seen == should ? null : Wrong("a client is what it told last", should is { } s ? $"{s}" : "unknown", state.Exists ? $"{seen}" : "unknown");
        }
        catch (BrokenLawException broken)
        {
            return Wrong(broken.Law, broken.Expected, broken.Actual);
        }

        Violation Wrong(string law, string expected, string actual) => new(null, at, _timeline.Clients[i].Id, law, expected, actual);
    }

    private void Turn(int i)
    {
        var connection = _servers[i].State.Connection;
        if (connection == _connections[i])
            return;
        _connections[i] = connection;
        _turns[(int)connection]++;
    }

    /// <summary>A pattern is looked at when it passes its age.</summary>
    private void Watch(int i, TimeSpan at)
    {
        var due = _servers[i].State.Pattern.AgesAt(_rules.Client.PatternMaxAge);
        if (due == _agesAt[i])
            return;
        _agesAt[i] = due;
        if (due is { } age && PlayTime.When(age) is var when && when <= _timeline.Length)
            _alarms.Enqueue((i, null), when < at ? at : when);
    }
}
