using Akka.Actor;
using Fleet.Core.Settings;
using Fleet.Journal;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Client;

/// <summary>A client actor's way to its session: the one that said hello, or after a recovery the one that the directory knows.</summary>
internal sealed class SessionLink(ClientId client, ISessionDirectory directory)
{
    private SessionId _session;
    private IActorRef? _actor;

    public void Remember(SessionId session, IActorRef actor) => (_session, _actor) = (session, actor);

    public void Close(SessionId session, ClosingReason reason) => To(session)?.Tell(new SessionOver(client, session, reason), ActorRefs.NoSender);

    /// <summary>Tells a session that its hello does not hold any more, unless it is the one that asked for that.</summary>
    public void Reopen(SessionId session, IActorRef unlessAskedBy, Func<ClientAnswer> answer)
    {
        if (To(session) is { } holder && !unlessAskedBy.Equals(holder))
            holder.Tell(answer(), ActorRefs.NoSender);
    }

    /// <summary>Tells the session what of a row concerns its client: an icon change, a task to be sent.</summary>
    public void Push(SessionId session, JournalRow row)
    {
        if (row.Event is TaskStepped { Task: { State: TargetState.Sent } sent })
            Send(session, sent);
        if (row.Event.Icon is { } change)
            To(session)?.Tell(new IconPushed(client, session, change, row.Event.ObservedAt, row.RecordedAt, row.Offset), ActorRefs.NoSender);
    }

    /// <summary>Tells the session what the deployment of settings has to know.</summary>
    public void Push(SessionId session, ManagedClient managed) => To(session)?.Tell(new ManagedPushed(client, session, managed), ActorRefs.NoSender);

    /// <summary>Has the session send a task. May be repeated: clients know which attempts they were sent.</summary>
    public void Send(SessionId session, ClientTask task)
    {
        if (task.Via == session)
            To(session)?.Tell(new TaskSent(client, session, task), ActorRefs.NoSender);
    }

    private ICanTell? To(SessionId session) => _actor is not null && _session == session ? _actor : directory.Find(client, session);
}
