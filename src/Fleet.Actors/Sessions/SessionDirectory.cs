using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>The sessions that this node holds: <c>fleet_sessions</c>.</summary>
public sealed class SessionDirectory : ISessionDirectory, IDisposable
{
    private readonly ConcurrentDictionary<ClientId, (LiveSession Session, IActorRef Stream)> _sessions = new();
    private readonly Meter _meter = new("Fleet.Sessions");
    private readonly int _node;
    private long _number;

    /// <summary>Makes the directory of a node.</summary>
    /// <param name="node">The incarnation: the uid of the node's actor system.</param>
    public SessionDirectory(int node)
    {
        _node = node;
        _meter.CreateObservableGauge("fleet_sessions", () => _sessions.Count, description: "Sessions that this node holds.");
    }

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <inheritdoc/>
    public ICanTell? Find(ClientId client, SessionId session) =>
        _sessions.TryGetValue(client, out var held) && held.Session.Id == session ? held.Stream : null;

    /// <summary>When this node last heard a client; null if it does not hold its session.</summary>
    public DateTimeOffset? LastHeard(ClientId client) =>
        _sessions.TryGetValue(client, out var held) ? held.Session.LastHeard : null;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal SessionId NextId() => new(_node, Interlocked.Increment(ref _number));

    internal void Add(LiveSession session, IActorRef stream) => _sessions[session.Client] = (session, stream);

    internal void Remove(LiveSession session)
    {
        if (_sessions.TryGetValue(session.Client, out var held) && held.Session == session)
            _sessions.TryRemove(new(session.Client, held));
    }
}
