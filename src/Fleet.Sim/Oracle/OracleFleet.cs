using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Oracle;

/// <summary>
/// What the server should believe: the rules of Fleet.Core folded over a timeline, as if every message arrived at once.
/// A client's reports count from the moment at which they could be delivered: what it observes while it is away waits
/// until it connects, and if it never does, the server cannot know.
/// </summary>
/// <param name="clients">Id and first group of each client, by index.</param>
/// <param name="rules">The server's settings.</param>
public sealed class OracleFleet(IReadOnlyList<(ClientId Id, GroupName Group)> clients, ClientRules rules)
{
    private readonly PackedClient[] _clients = new PackedClient[clients.Count];
    private readonly WaitingReports _waiting = new();
    private readonly Packing _packing = new();
    private int _sessions;

    /// <summary>The fleet at the end of a timeline, settled.</summary>
    public static OracleFleet After(ITimeline timeline, ClientRules rules, CancellationToken cancel = default)
    {
        var fleet = new OracleFleet(timeline.Clients, rules);
        foreach (var happened in timeline.Events())
        {
            cancel.ThrowIfCancellationRequested();
            fleet.Apply(happened);
        }

        fleet.Settle(timeline.Length);
        return fleet;
    }

    /// <summary>The fingerprint of the fleet after a timeline and everybody's goodbye: what a server should show then.</summary>
    public static string HashAfterGoodbye(ITimeline timeline, ClientRules rules, CancellationToken cancel)
    {
        var fleet = After(timeline, rules, cancel);
        fleet.Goodbye(timeline.Length);
        return FleetHasher.Of(Expectation.Of(fleet, timeline.Clients));
    }

    /// <summary>The next event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Its step is of an unknown kind.</exception>
    public void Apply(in TimelineEvent happened)
    {
        ref var client = ref _clients[happened.Client];
        switch (happened.Step)
        {
            case ComeOnline:
                Open(ref client, clients[happened.Client].Group, happened.At);
                break;
            case SayGoodbye leave when !client.Unplugged:
                End(ref client, PresenceCause.Goodbye, leave.Reason, happened.At);
                break;
            case BreakOff when !client.Unplugged:
                End(ref client, PresenceCause.Broken, null, happened.At);
                break;
            case UnplugCable:
                client.Unplugged = client.Session != 0;
                break;
            case ObserveFacts tell:
                Tell(ref client, tell.Facts, happened.At);
                break;
            case ReImage:
                Forget(ref client, happened.At);
                break;
            case SayGoodbye or BreakOff or GoDeaf or HearAgain:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.Step, "unknown step");
        }
    }

    /// <summary>Waits until the server has found out all that it can: silence behind pulled cables, and the age of patterns.</summary>
    /// <param name="at">The moment up to which it had the time to.</param>
    public void Settle(TimeSpan at)
    {
        foreach (ref var client in _clients.AsSpan())
        {
            if (client.Unplugged)
                End(ref client, PresenceCause.Silent, null, at);
            if (client.Exists)
                Fold(ref client, new Reconsider(), at);
        }
    }

    /// <summary>Everybody takes their leave; who is away with reports that wait comes back to hand them over first.</summary>
    public void Goodbye(TimeSpan at)
    {
        for (var i = 0; i < _clients.Length; i++)
        {
            ref var client = ref _clients[i];
            if (client.FirstWaiting != 0)
                Open(ref client, clients[i].Group, at);
            End(ref client, PresenceCause.Goodbye, GoodbyeReason.Unloaded, at);
        }
    }

    /// <summary>The state of a client that the server should have, times and provenance left out.</summary>
    public ClientState StateOf(int client) => _packing.Unpack(_clients[client]);

    private void Open(ref PackedClient client, GroupName group, TimeSpan at)
    {
        End(ref client, client.Unplugged ? PresenceCause.Silent : PresenceCause.Superseded, null, at);
        var session = new SessionId(0, ++_sessions);
        var (state, memory) = (_packing.Unpack(client), new ClientMemory(client.Taken));
        Fold(ref state, ref memory, new OpenSession(session, client.ToldGroup ? null : group, AgentVersion: null, client.FirstWaiting == 0 ? 0 : client.Told), at);
        while (_waiting.TryTake(ref client, out var facts, out var observed))
            Fold(ref state, ref memory, Report(memory.LastTaken + 1, facts, observed, session), at);
        Keep(ref client, state, memory);
    }

    private void Tell(ref PackedClient client, ReportedFacts facts, TimeSpan at)
    {
        client.Told++;
        client.ToldGroup |= facts.Group is not null;
        if (client.Session == 0 || client.Unplugged)
            _waiting.Add(ref client, facts, at);
        else
            Fold(ref client, Report(client.Told, facts, at, new SessionId(0, client.Session)), at);
    }

    private void Forget(ref PackedClient client, TimeSpan at)
    {
        if (!client.Unplugged)
            End(ref client, PresenceCause.Broken, null, at);
        while (_waiting.TryTake(ref client, out _, out _))
        {
        }

        (client.Told, client.Taken) = (0, 0);
    }

    private void End(ref PackedClient client, PresenceCause cause, GoodbyeReason? reason, TimeSpan at)
    {
        client.Unplugged = false;
        if (client.Session != 0)
            Fold(ref client, new EndSession(new SessionId(0, client.Session), cause, reason), at);
    }

    private void Fold(ref PackedClient client, ClientCommand command, TimeSpan at)
    {
        var (state, memory) = (_packing.Unpack(client), new ClientMemory(client.Taken));
        Fold(ref state, ref memory, command, at);
        Keep(ref client, state, memory);
    }

    private void Fold(ref ClientState state, ref ClientMemory memory, ClientCommand command, TimeSpan at)
    {
        var decision = Client.Decide(state, memory, command, RunTime.Start + at, rules);
        foreach (var happened in decision.Events)
            state = Client.Apply(state, happened);
        memory = decision.Memory;
        if (decision.Reply is Refused { Refusal.IsRetryable: true } refused)
            throw new InvalidOperationException($"The rules refuse what the timeline says, but not for good: {refused.Refusal.Message}");
    }

    private void Keep(ref PackedClient client, ClientState state, ClientMemory memory)
    {
        _packing.Pack(state, ref client);
        client.Taken = (int)memory.LastTaken;
    }

    private static TakeReport Report(long seq, ReportedFacts facts, TimeSpan at, SessionId session) =>
        new(seq, Acked: seq - 1, RunTime.Start + at, facts, session);
}
