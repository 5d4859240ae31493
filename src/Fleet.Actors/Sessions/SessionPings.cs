using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>Those who ask whether the client of one session is really there, and the one ping that is on its way for all of them.</summary>
internal sealed class SessionPings(ClientId client, SessionId session, SessionPorts ports)
{
    private readonly List<IActorRef> _askers = [];
    private DateTimeOffset _sentAt;
    private long _id;

    /// <summary>When the client has let the ping lie for too long.</summary>
    public DateTimeOffset Due => _askers.Count == 0 ? DateTimeOffset.MaxValue : _sentAt + ports.Presence.PongWithin;

    /// <summary>The client has said something since it was asked.</summary>
    /// <param name="heard">When it was heard last, by the clock that judges sessions.</param>
    public bool HasHeardSince(DateTimeOffset heard) => heard > _sentAt;

    /// <summary>Somebody asks.</summary>
    public void Ask(IActorRef asker)
    {
        _askers.Add(asker);
        if (_askers.Count > 1)
            return;
        _sentAt = ports.Now;
        ports.Ping(client, ++_id);
    }

    /// <summary>The client answers; to an earlier ping that is worth no more than anything else it says.</summary>
    public void Answered(long id, Sighting seen)
    {
        if (id == _id)
            Tell(seen);
    }

    /// <summary>Everybody who asked is told.</summary>
    /// <param name="seen">When the client was heard; null: the session is over.</param>
    public void Tell(Sighting? seen)
    {
        _askers.ForEach(asker => asker.Tell(new SessionVerified(client, session, seen), ActorRefs.NoSender));
        _askers.Clear();
    }
}
