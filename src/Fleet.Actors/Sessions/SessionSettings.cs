using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// The settings of one session whose client understands them: what is in force is compared with what the client has whenever one of the two may have changed,
/// and sent where the rule says so. The client's answer is told to its actor until that confirms it.
/// </summary>
internal sealed class SessionSettings(ClientId client, SessionId session, SessionPorts ports)
{
    /// <summary>Settings of which an answer is taken: more than a client has on its way.</summary>
    private const int MostSent = 16;

    private readonly Queue<(string Tag, bool GrantsRoaming)> _sent = [];
    private volatile ManagedClient? _client;
    private SentSettings? _last;
    private volatile string? _awaited;
    private AnswerSettings? _untold;
    private DateTimeOffset _tellAgainAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _judgeAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _judged = ports.WallClock;
    private EffectiveSettings? _judgedBy;

    /// <summary>The client's group; null: not known yet. Safe to ask from any thread.</summary>
    public GroupName? Group => _client?.Group;

    /// <summary>What the client was sent and has not answered; null: nothing. Safe to ask from any thread.</summary>
    public string? Awaited => _awaited;

    /// <summary>When <see cref="OnTick"/> has something to do.</summary>
    public DateTimeOffset Due => _judgeAt < _tellAgainAt ? _judgeAt : _tellAgainAt;

    /// <summary>The client is so now, as its actor says.</summary>
    public void Know(ManagedClient now)
    {
        _client = now;
        Judge();
    }

    /// <summary>What is in force may be something else now, or time has passed.</summary>
    public void Judge()
    {
        _judgeAt = DateTimeOffset.MaxValue;
        if (_client is not { } known || !ports.Levels.IsKnown)
            return;
        if (!ports.Manages)
        {
            _judgeAt = ports.Now + Deployment.AgainAfter;
            return;
        }

        var (inForce, now) = (ports.Levels.Book.InForce(known.Group, known.Settings.Own), ports.WallClock);
        if (_last is { } last)
            _last = last with { DriftThen = last.DriftThen & known.DriftFrom(inForce) };
        var step = Deployment.Next(known, inForce, _last, _judged, now, _judgedBy);
        (_judged, _judgedBy) = (now, inForce);
        if (step.IsDue)
            Send(inForce, now, step.IsAgain);
        else if (step.LookAgainAt is { } later)
            _judgeAt = ports.Now + (later - now);
    }

    /// <summary>The client answers.</summary>
    public void OnAnswer(ClientInput.SettingsAnswer answer)
    {
        if (_sent.All(sent => sent.Tag != answer.Tag))
        {
            ports.Notice(client, Capabilities.Settings, ServerMessages.Notice(0, NotSent));
            return;
        }

        if (_last is { } last && last.Tag == answer.Tag && _client is { } known)
        {
            _last = last with { IsApplied = answer.Error is null, DriftThen = known.DriftFrom(ports.Levels.Book.InForce(known.Group, known.Settings.Own)) };
            _awaited = null;
        }

        Tell(new AnswerSettings(session, answer.Tag, _sent.Last(sent => sent.Tag == answer.Tag).GrantsRoaming, answer.Error));
        Judge();
    }

    /// <summary>The client's actor answers what it was told.</summary>
    public void OnTold(ClientReply reply)
    {
        if (reply is Refused { Refusal.IsRetryable: true })
            return;
        (_untold, _tellAgainAt) = (null, DateTimeOffset.MaxValue);
    }

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        if (_untold is { } untold && _tellAgainAt <= ports.Now)
            Tell(untold);
        if (_judgeAt <= ports.Now)
            Judge();
    }

    private static Notice NotSent { get; } = new(NoticeCode.NotSent, "No settings of this tag were sent in this session.", "settingsApplied.tag");

    private void Send(EffectiveSettings inForce, DateTimeOffset now, bool isAgain)
    {
        _last = new SentSettings(inForce.Tag, now, isAgain);
        _awaited = inForce.Tag;
        _sent.Enqueue((inForce.Tag, inForce.GrantsRoaming));
        if (_sent.Count > MostSent)
            _sent.Dequeue();
        ports.Send(client, inForce, isAgain);
    }

    private void Tell(AnswerSettings answer)
    {
        _untold = answer;
        _tellAgainAt = ports.Now + SessionPorts.AnswerWithin;
        ports.Tell(client, answer, SessionPorts.BegunWithin);
    }
}
