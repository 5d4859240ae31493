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
public sealed partial class InProcessPlay
{
    private readonly PriorityQueue<Func<TimeSpan, Violation?>, TimeSpan> _alarms = new();
    private readonly ITimeline _timeline;
    private readonly PlayRules _rules;
    private readonly PlayedServer[] _servers;
    private readonly PlayedClient[] _clients;
    private readonly PlainClient[] _plain;
    private readonly DateTimeOffset?[] _lookAt;
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
        (_acts, _serverRules) = (new Queue<TimedAct>(timeline.Acts.Where(act => act.At <= timeline.Length)), rules.Client);
        _servers = [.. timeline.Clients.Select((_, i) => new PlayedServer(() => _serverRules, decide ?? Client.Decide, happened => See(i, happened)))];
        var understands = timeline.Managing();
        _levels = understands.HasFlag(Capabilities.Settings) ? new PlainLevels() : null;
        _clients = [.. timeline.Clients.Select((client, i) => new PlayedClient(client.Group, _servers[i], new Faults(faults, i), () => ++_sessions, understands, timeline.TellsAll))];
        _plain = [.. timeline.Clients.Select(client => new PlainClient(client.Group, rules, _levels, timeline.TellsAll))];
        (_lookAt, _deployAt) = (new DateTimeOffset?[timeline.Clients.Count], new DateTimeOffset?[timeline.Clients.Count]);
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
            if ((ActUntil(happened.At) ?? RingUntil(happened.At)) is { } late)
                return late;
            _index++;
            if (Do(happened.Client, happened.At, () => Make(happened)) is { } wrong)
                return wrong with { Event = _index, Input = RecordedSteps.ToInput(happened, _timeline.Clients[happened.Client]) };
            Made?.Invoke(happened);
        }

        return ActUntil(_timeline.Length) ?? RingUntil(_timeline.Length) ?? CheckTasks();
    }

    /// <summary>Everybody says goodbye.</summary>
    public Violation? SendHome()
    {
        for (var client = 0; client < _clients.Length; client++)
        {
            var (i, now) = (client, PlayTime.Of(_timeline.Length));
            if (_clients[i].Waits)
            {
                _plain[i].Play(new ComeOnline(), _timeline.Length);
                if (Do(i, _timeline.Length, () => _clients[i].Connect(now)) is { } before)
                    return before;
            }

            _plain[i].GoHome();
            if (Do(i, _timeline.Length, () => _clients[i].End(PresenceCause.Goodbye, GoodbyeReason.Unloaded, now)) is { } wrong)
                return wrong;
        }

        return CheckTasks();
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
                    Alarm(happened.Client, at + _rules.SilentAfter, (i, then) => FallSilent(i, session, then));
                break;
            case Intend(var intent):
                client.Intend(intent);
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
        while (_alarms.TryPeek(out var ring, out var at) && at <= until)
        {
            _alarms.Dequeue();
            if (ring(at) is { } wrong)
                return wrong with { Event = _index < 0 ? null : _index };
        }

        return null;
    }

    /// <summary>Something happens to a client then that no event of the timeline tells.</summary>
    private void Alarm(int i, TimeSpan when, Action<int, DateTimeOffset> happens) => _alarms.Enqueue(at => Do(i, at, () => happens(i, PlayTime.Of(at))), when);

    /// <summary>The server finds out that a session is silent.</summary>
    private void FallSilent(int i, long session, DateTimeOffset now)
    {
        if (!_clients[i].Unplugged || _clients[i].Session != session)
            return;
        _clients[i].End(PresenceCause.Silent, null, now);
        Silences++;
    }

    private Violation? Do(int i, TimeSpan at, Action action)
    {
        try
        {
            action();
            Obey(i, at);
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

    /// <summary>The server looks at a client when its pattern passes its age, or when an attempt of a task is over or its time to begin.</summary>
    private void Watch(int i, TimeSpan at)
    {
        var state = _servers[i].State;
        var due = state.Tasks.Open.Select(task => task.Due).Append(state.Pattern.AgesAt(_rules.Client.PatternMaxAge)).Min();
        if (due == _lookAt[i])
            return;
        _lookAt[i] = due;
        if (due is { } moment && PlayTime.When(moment) is var when && when <= _timeline.Length)
            Alarm(i, when < at ? at : when, (client, now) => _servers[client].Tell(new Reconsider(), now));
    }
}
