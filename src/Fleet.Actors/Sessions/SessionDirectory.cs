using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>The sessions that this node holds, and what became of their hellos: <c>fleet_sessions</c>, <c>fleet_hellos_total{result}</c>.</summary>
public sealed class SessionDirectory : ISessionDirectory, IDisposable
{
    // By session: a hello of the same client that is refused, or sent elsewhere, has an entry of its own and takes no other one's away.
    private readonly ConcurrentDictionary<SessionId, DirectoryEntry> _sessions = new();
    private readonly Meter _meter = new("Fleet.Sessions");
    private readonly int _node;
    private readonly Counter<long> _backlogsGivenUp;
    private readonly Counter<long> _hellos;
    private readonly Counter<long> _settings;
    private long _number;

    /// <summary>Makes the directory of a node.</summary>
    /// <param name="node">The incarnation: the uid of the node's actor system.</param>
    public SessionDirectory(int node)
    {
        _node = node;
        _backlogsGivenUp = _meter.CreateCounter<long>("fleet_backlogs_given_up_total", description: "Clients that are online without all the reports that their hello announced.");
        _hellos = _meter.CreateCounter<long>("fleet_hellos_total", description: "Hellos by what became of them: welcomed, or the code of the refusal.");
        _settings = _meter.CreateCounter<long>("fleet_settings_sent_total", description: "Settings that were sent to clients: new ones, or again because the client goes its own way.");
        _meter.CreateObservableGauge("fleet_sessions", () => _sessions.Count, description: "Sessions that this node holds.");
    }

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <inheritdoc/>
    public ICanTell? Find(ClientId client, SessionId session) =>
        HeldBy(client, session)?.Stream;

    /// <summary>When this node last heard a client by its session; null if it does not hold it, or there is none.</summary>
    public Sighting? LastHeard(ClientId client, SessionId? session) => session is { } id ? HeldBy(client, id)?.Session.LastHeard : null;

    /// <summary>What a client was sent by its session and has not answered; null if this node does not hold it, or there is nothing.</summary>
    public string? AwaitedSettings(ClientId client, SessionId? session) => session is { } id ? HeldBy(client, id)?.Session.AwaitedSettings : null;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void CountBacklogGivenUp() => _backlogsGivenUp.Add(1);

    /// <summary>A hello has its answer.</summary>
    /// <param name="refused">Why it is refused; null: it is welcome.</param>
    internal void CountHello(RefusalCode? refused) =>
        _hellos.Add(1, new KeyValuePair<string, object?>("result", refused is { } code ? Words.Of(code) : "welcomed"));

    /// <summary>A client was sent settings.</summary>
    /// <param name="again">It has them, and goes its own way.</param>
    internal void CountSettings(bool again) => _settings.Add(1, new KeyValuePair<string, object?>("occasion", again ? "again" : "new"));

    /// <summary>The sessions whose clients understand settings.</summary>
    /// <param name="group">Of clients of this group; null: all.</param>
    internal IEnumerable<JudgeSettings> ThoseManaged(GroupName? group) => _sessions.Values
        .Where(held => held.Session.ManagedGroup is { } of && (group is null || of == group))
        .Select(held => new JudgeSettings(held.Session, held.Stream));

    internal SessionId NextId() => new(_node, Interlocked.Increment(ref _number));

    internal void Add(LiveSession session, IActorRef stream) => _sessions[session.Id] = new DirectoryEntry(session, stream);

    internal void Remove(LiveSession session) => _sessions.TryRemove(session.Id, out _);

    private DirectoryEntry? HeldBy(ClientId client, SessionId session) => _sessions.TryGetValue(session, out var held) && held.Session.Client == client ? held : null;

    private sealed record DirectoryEntry(LiveSession Session, IActorRef Stream);
}
