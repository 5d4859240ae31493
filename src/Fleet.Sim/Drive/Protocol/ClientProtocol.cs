using Fleet.Core.Retrying;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Drive.Protocol;

/// <summary>
/// One client's side of its sessions, without sockets, clock or contents: inputs go in with the time since the start of
/// the run, and what to do comes out. A mutable struct, so that a hundred thousand of them lie in one array.
/// </summary>
internal partial struct ClientProtocol
{
    private ReportNumbers _numbers;
    private Terms _terms;
    private TimeSpan _deadline;
    private TimeSpan _lastSent;
    private TimeSpan _resumeAt;
    private TimeSpan _aliveBy;
    private long _leavingThrough;
    private uint _chance;
    private GoodbyeReason _leaving;
    private byte _attempts;
    private byte _credit;
    private bool _deaf;
    private bool _probes;
    private bool _forgets;
    private bool _sentAway;

    /// <param name="seed">Chooses the jitter; any number.</param>
    public ClientProtocol(int seed)
    {
        _terms = Terms.Default;
        _aliveBy = TimeSpan.MaxValue;
        _chance = unchecked((uint)(seed + 1) * 2654435761u) | 1;
    }

    public ConnectionPhase ConnectionPhase { get; private set; }

    public readonly ReportNumbers Numbers => _numbers;

    public readonly Terms Terms => _terms;

    /// <summary>Why it takes its leave; 0: it does not.</summary>
    public readonly GoodbyeReason Leaving => _leaving;

    /// <summary>Counts its epochs; 0: it has none yet, as an agent from before them.</summary>
    public ushort Epoch { get; private set; }

    /// <summary>Highest number of the epoch before that the server may hold, until it welcomes the client in this one.</summary>
    public long SentBefore { get; private set; }

    /// <summary>It never had a session, or its last goodbye was taken: nobody can believe it to be connected.</summary>
    public bool Parted { get; private set; } = true;

    /// <summary>Away by its own will: what it observes there, nobody could send. Not so one that the server sent away.</summary>
    public readonly bool IsAway => ConnectionPhase == ConnectionPhase.Away && !_sentAway;

    /// <summary>Reports that only the server's answer is missing to: not those that wait for the client to come back.</summary>
    public readonly int Waiting => IsAway ? 0 : (int)Math.Max(0, Last - _numbers.Answered);

    /// <summary>What a hello announces.</summary>
    public readonly long Backlog => Last > _numbers.Answered ? Last : 0;

    /// <summary>It has got where it was going: away, or online with an answer to everything it told (as far as it reads any).</summary>
    public readonly bool Settled => ConnectionPhase == ConnectionPhase.Away || (ConnectionPhase == ConnectionPhase.Online && _leaving == 0 && (_deaf || !_numbers.Wait));

    /// <summary>When <see cref="Wake"/> has something to do at the earliest.</summary>
    public readonly TimeSpan WakeAt => ConnectionPhase switch
    {
        ConnectionPhase.Away => TimeSpan.MaxValue,
        ConnectionPhase.Online => Earlier(Earlier(_lastSent + _terms.Heartbeat, _aliveBy), _resumeAt > TimeSpan.Zero ? _resumeAt : AwaitsAnswer ? _deadline : TimeSpan.MaxValue),
        _ => _deadline,
    };

    private readonly bool AwaitsAnswer => _numbers.UnderWay && !_deaf;

    private readonly bool AnswersHeartbeats => _terms.AliveWithin > TimeSpan.Zero;

    /// <summary>The last number to send: what is observed after the leave waits for the next time.</summary>
    private readonly long Last => _leaving == 0 ? _numbers.Told : _leavingThrough;

    /// <summary>Something was observed and shall be reported.</summary>
    public Todo Tell(TimeSpan now)
    {
        _numbers.Tell();
        return Pump(now);
    }

    /// <summary>The client comes online, or stays so although it was about to leave.</summary>
    /// <param name="now">Since the start of the run.</param>
    /// <param name="mayOpen">It need not wait until others have their answers.</param>
    public Todo Connect(TimeSpan now, bool mayOpen = true)
    {
        // Who was re-imaged before it was gone does not go on in that session.
        var before = _forgets ? Vanish(Effects.Cut) : Todo.Nothing;
        _leaving = 0;
        if (ConnectionPhase is not (ConnectionPhase.Away or ConnectionPhase.Parting))
            return Pump(now);
        var todo = before | (ConnectionPhase == ConnectionPhase.Parting ? Effects.Release : Effects.None);
        _attempts = 0;
        if (mayOpen)
            return todo | Open(now).Effects;
        (ConnectionPhase, _deadline) = (ConnectionPhase.Waiting, now);
        return todo;
    }

    /// <summary>The client hands over what waits, says goodbye and is away; a server that is down is waited for.</summary>
    public Todo Leave(GoodbyeReason reason, TimeSpan now)
    {
        if (ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Parting)
        {
            _sentAway = false;
            return Todo.Nothing;
        }

        _leaving = reason;
        _leavingThrough = _numbers.Told;
        return Pump(now);
    }

    /// <summary>The stream is cut.</summary>
    public Todo Break() => Vanish(Effects.Cut);

    /// <summary>The cable is pulled.</summary>
    public Todo PullCable() => Vanish(Effects.Mute);

    /// <summary>The client stops reading: it cannot know whether answers came, so it does not miss them.</summary>
    public Todo StopReading()
    {
        _deaf = true;
        _aliveBy = TimeSpan.MaxValue;
        return Todo.Nothing;
    }

    /// <summary>The client reads again.</summary>
    public Todo ReadAgain(TimeSpan now)
    {
        if (_deaf && ConnectionPhase == ConnectionPhase.Online)
            ExpectAnswer(now);
        _deaf = false;
        return Todo.Nothing;
    }

    /// <summary>A moment has come that <see cref="WakeAt"/> told.</summary>
    /// <param name="now">Since the start of the run.</param>
    /// <param name="late">The client gave up waiting for the server.</param>
    public Todo Wake(TimeSpan now, out bool late)
    {
        late = false;
        if (ConnectionPhase == ConnectionPhase.Waiting && now >= _deadline)
            return Open(now);
        late = ConnectionPhase is ConnectionPhase.Opening or ConnectionPhase.Parting ? now >= _deadline : ConnectionPhase == ConnectionPhase.Online && Misses(now);
        if (late)
            return Retry(now, AckPatience.Silence) | Effects.Cut;
        return ConnectionPhase == ConnectionPhase.Online ? WakeOnline(now) : Todo.Nothing;
    }

    /// <summary>
    /// A heartbeat has no answer, nor came anything else. A server that answers heartbeats may take its time for reports: it is there. Of one
    /// that does not, only the answers to reports tell.
    /// </summary>
    private readonly bool Misses(TimeSpan now) => now >= _aliveBy || (!AnswersHeartbeats && IsOverdue(now));

    private readonly bool IsOverdue(TimeSpan now) => _resumeAt == TimeSpan.Zero && AwaitsAnswer && now >= _deadline;

    private Todo WakeOnline(TimeSpan now)
    {
        if (_resumeAt > TimeSpan.Zero && now >= _resumeAt)
        {
            _resumeAt = TimeSpan.Zero;
            ExpectAnswer(now);
            return Pump(now);
        }

        return IsOverdue(now) || now >= _lastSent + _terms.Heartbeat ? Beat(now) : Todo.Nothing;
    }

    private Todo Beat(TimeSpan now)
    {
        _lastSent = now;
        if (AnswersHeartbeats && !_deaf)
        {
            _aliveBy = Earlier(_aliveBy, now + _terms.AliveWithin);
            ExpectAnswer(now);
        }
        else if (!AwaitsAnswer)
        {
            // The session has lasted: it counts as an attempt that succeeded.
            _attempts = 0;
        }

        return new Todo(Effects.Beat);
    }

    private Todo Open(TimeSpan now)
    {
        ConnectionPhase = ConnectionPhase.Opening;
        _deadline = now + AckPatience.Handshake;
        _deaf = false;
        _aliveBy = TimeSpan.MaxValue;
        Parted = false;
        return new Todo(Effects.Open);
    }

    private Todo Vanish(Effects how)
    {
        var hadStream = ConnectionPhase is ConnectionPhase.Opening or ConnectionPhase.Online or ConnectionPhase.Parting;
        if (ConnectionPhase != ConnectionPhase.Away && _leaving == 0)
            _leavingThrough = _numbers.Told;
        Rest();
        return new Todo(hadStream ? how : Effects.None);
    }

    private void Rest()
    {
        ConnectionPhase = ConnectionPhase.Away;
        _leaving = 0;
        _sentAway = false;
        _resumeAt = TimeSpan.Zero;
        if (_forgets)
            Forget();
    }

    /// <summary>Sends what the window has room for, and when nothing waits any more, the goodbye if there is to be one.</summary>
    private Todo Pump(TimeSpan now)
    {
        if (ConnectionPhase != ConnectionPhase.Online || _resumeAt > TimeSpan.Zero)
            return Todo.Nothing;
        var wasIdle = !_numbers.UnderWay;
        if (_numbers.Take(_probes ? 1 : _credit, Last, out var from, out var through))
        {
            _lastSent = now;
            if (wasIdle)
                ExpectAnswer(now);
            return new Todo(Effects.Report, from, through);
        }

        if (_leaving == 0 || Backlog != 0)
            return Todo.Nothing;
        ConnectionPhase = ConnectionPhase.Parting;
        _deadline = now + AckPatience.Handshake;
        return new Todo(Effects.Goodbye);
    }

    private void ExpectAnswer(TimeSpan now) => _deadline = now + AckPatience.ForAnswer(_terms.Timeout);

    private Todo Retry(TimeSpan now, Backoff pauses)
    {
        _attempts = (byte)Math.Min(_attempts + 1, byte.MaxValue);
        return RetryAfter(now, pauses.After(_attempts, NextChance()));
    }

    private Todo RetryAfter(TimeSpan now, TimeSpan pause)
    {
        (ConnectionPhase, _deadline) = (ConnectionPhase.Waiting, now + pause);
        _resumeAt = TimeSpan.Zero;
        return Todo.Nothing;
    }

    /// <summary>0 to 1, by xorshift: enough to spread clients that come back together.</summary>
    private double NextChance()
    {
        _chance ^= _chance << 13;
        _chance ^= _chance >> 17;
        _chance ^= _chance << 5;
        return _chance / (double)uint.MaxValue;
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
