using Akka.Actor;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>When the client of one session was heard last, who asks whether it is there, and whether its silence means that it is not.</summary>
internal sealed class SessionHearing(ClientId client, SessionId session, SessionPorts ports)
{
    private static readonly TimeSpan JudgeAgainAfter = TimeSpan.FromSeconds(1);

    private DateTimeOffset _heard = ports.Now;
    private long _last = Packed(ports.WallClock, isAnswer: false);
    private DateTimeOffset _judgeFrom = DateTimeOffset.MaxValue;
    private SessionPings? _pings;

    /// <summary>When the client was last heard, by the server's clock. Safe to ask from any thread.</summary>
    public Sighting Last => Unpacked(Volatile.Read(ref _last));

    /// <summary>When <see cref="IsSilent"/> has something to judge.</summary>
    public DateTimeOffset Due => SilentAt is var silent && _pings?.Due is { } unanswered && unanswered < silent ? unanswered : silent;

    private DateTimeOffset SilentAt => _heard + ports.Presence.Timeout is var due && due > _judgeFrom ? due : _judgeFrom;

    /// <summary>The client has its welcome. However long that took: it could say nothing before.</summary>
    public void Begin() => _heard = _judgeFrom = ports.Now;

    /// <summary>The client has said something.</summary>
    public void Hear(ClientInput input)
    {
        var pong = input as ClientInput.Pong;
        _heard = ports.Now;
        Volatile.Write(ref _last, Packed(ports.WallClock, isAnswer: pong is not null));
        if (pong is not null)
            _pings?.Answered(pong.Id, Last);
    }

    /// <summary>Somebody asks whether the client is really there: it is asked.</summary>
    public void Ask(IActorRef asker) => (_pings ??= new SessionPings(client, session, ports)).Ask(asker);

    /// <summary>Whoever asks is told that the session is over.</summary>
    public void End() => _pings?.Tell(seen: null);

    /// <summary>The time in which it has to say something is over. Who says anything is there, and who cannot be heard now is not judged.</summary>
    public bool IsSilent()
    {
        if (SilentAt <= ports.Now)
        {
            if (!ports.IsUnread)
                return true;
            _judgeFrom = ports.Now + JudgeAgainAfter;
        }
        else if (_pings is { } pings && pings.Due <= ports.Now)
        {
            if (!pings.HasHeardSince(_heard) && !ports.IsUnread)
                return true;
            pings.Tell(Last);
        }

        return false;
    }

    /// <summary>In one number, so that who asks from another thread gets both of one moment.</summary>
    private static long Packed(DateTimeOffset at, bool isAnswer) => (at.UtcTicks << 1) | (isAnswer ? 1L : 0);

    private static Sighting Unpacked(long packed) => new(new DateTimeOffset(packed >> 1, TimeSpan.Zero), (packed & 1) != 0);
}
