using Fleet.Actors.Client;
using Fleet.Actors.Gates;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// The reports of one session: they wait for their turn at the node's gate, are forwarded in order, a few at a time, and answered in
/// order. Where one is refused with a time to come again, those after it are dropped, and a new round begins with it.
/// </summary>
internal sealed class SessionReports(ClientId client, SessionId session, ClientInput.Hello hello, SessionPorts ports, Turn turn)
{
    /// <summary>The client's actor writes one after the other: more would only grow old in its mailbox.</summary>
    private const int MostUnderWay = 4;

    /// <summary>One that waits for so long is refused if what it waits for is broken, so that no client waits for over 5 s for nothing.</summary>
    private static readonly TimeSpan WaitsBefore = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>What got lost inside the server is forwarded again, but not as fast as it can be lost.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromMilliseconds(100);

    private readonly ReportQueue _queue = new();
    private readonly ReportResumption _resumption = new();
    private int _round = 1;
    private int _mostUnderWay = MostUnderWay;
    private int _credit = PresenceSettings.Window;
    private bool _isOpen;
    private bool _isDraining;
    private DateTimeOffset _notBefore;
    private DateTimeOffset _lookAt;

    /// <summary>Each has its answer.</summary>
    public bool IsEmpty => _queue.Count == 0;

    /// <summary>Some have not been forwarded yet.</summary>
    public bool HasWaiting => _queue.HasWaiting;

    /// <summary>How many have no answer.</summary>
    public int Count => _queue.Count;

    /// <summary>Highest number that was answered for good.</summary>
    public long LastAnswered { get; private set; }

    /// <summary>When <see cref="OnTick"/> has something to do; null: never.</summary>
    public DateTimeOffset? Due => _queue switch
    {
        { Count: 0 } => null,
        { UnderWay: > 0 } => _queue[0].SentAt + SessionPorts.AnswerWithin,
        _ => _lookAt,
    };

    private Gate Gate => ports.Reports.Gate;

    /// <summary>A report has come.</summary>
    public void Take(ClientInput.Report report)
    {
        var now = ports.Now;
        // Its answer is on the way.
        if (_queue.Has(report.Seq))
            return;
        if (_queue.Count >= PresenceSettings.Window)
        {
            Refuse(report.Seq, SessionRefusals.WindowExceeded);
            return;
        }

        if (!_resumption.Admits(report, now))
            return;
        if (WhyNot is { } refusal)
        {
            Refuse(report.Seq, refusal);
            return;
        }

        if (!_queue.HasWaiting)
            _lookAt = now + WaitsBefore;
        _queue.Add(report, now);
        ports.Hold(_queue.Count - 1, _queue.Count);
        Forward();
    }

    /// <summary>The session is open: what waits may go.</summary>
    public void Open()
    {
        _isOpen = !_isDraining;
        Forward();
    }

    /// <summary>The session is being opened again: what was under way is to be forwarded once more after that.</summary>
    public void Suspend()
    {
        _isOpen = false;
        Rewind();
    }

    /// <summary>A place is kept for one of them.</summary>
    public void OnTurn()
    {
        if (!Gate.Take(turn))
            return;
        if (MaySend)
            Send();
        else
            Gate.GiveUp();
        Forward();
    }

    /// <summary>An answer to one of them.</summary>
    public void OnAnswer(ClientAnswer answer)
    {
        var isCurrent = IsCurrent(answer.To);
        switch (answer.Reply)
        {
            case Taken taken:
                if (isCurrent)
                    Answered(taken.Seq);
                else
                    _resumption.Settled(taken.Seq);
                // A repeat is acked by the highest number that is held: so a client that counts wrongly sees it.
                var through = taken.Repeated ? Math.Max(taken.Seq, answer.LastSeq) : taken.Seq;
                LastAnswered = Math.Max(LastAnswered, through);
                Ack(through, answer.Offset);
                if (taken.Notice is { } notice)
                    ports.Notice(client, hello.Capabilities, ServerMessages.Notice(taken.Seq, notice));
                break;
            case Refused { Refusal.IsRetryable: false } refused when isCurrent:
                Answered(answer.To.Seq);
                LastAnswered = Math.Max(LastAnswered, answer.To.Seq);
                ports.Refuse(client, refused.Seq, refused.Refusal, refused.LastSeq);
                break;
            case Refused refused when isCurrent:
                OnPutOff(answer.To.Seq, refused);
                break;
        }

        Forward();
    }

    /// <summary>Not of a round that was given up.</summary>
    public bool IsCurrent(Answered to) => to.Round == _round || to.Round == 0;

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        var now = ports.Now;
        if (!(Due <= now))
            return;
        _lookAt = now + LookAgainAfter;
        if (_queue.UnderWay > 0)
            GiveUp(SessionRefusals.NoAnswer);
        else if (now - _queue[0].CameAt >= WaitsBefore && WhyInVain is { } refusal)
            GiveUp(refusal);
        else
            Forward();
    }

    /// <summary>Only what is under way is still answered: the rest is refused.</summary>
    public void Drain()
    {
        _isDraining = true;
        if (_queue.HasWaiting)
            Refuse(_queue[_queue.UnderWay].Report.Seq, SessionRefusals.Draining);
        DropWaiting();
    }

    /// <summary>Only what is under way is still answered: there is no session for the rest.</summary>
    public void DropWaiting()
    {
        _isOpen = false;
        Gate.Leave(turn);
        var before = _queue.Count;
        _queue.RemoveWaiting();
        ports.Hold(before, _queue.Count);
    }

    /// <summary>Nobody waits for any of them any more.</summary>
    public void Clear()
    {
        Rewind();
        ports.Hold(_queue.Count, 0);
        _queue.RemoveFirst(_queue.Count);
    }

    private bool MaySend => _isOpen && _queue.HasWaiting && _queue.UnderWay < _mostUnderWay && ports.Now >= _notBefore;

    /// <summary>Why no report is taken; null: it is. While others have no answer, theirs decides.</summary>
    private Refusal? WhyNot => _isDraining ? SessionRefusals.Draining : _queue.Count == 0 ? ports.Reports.Failing : null;

    /// <summary>Why what waits for its turn will not get it soon; null: it will.</summary>
    private Refusal? WhyInVain => ports.Reports.Failing ?? (Gate.IsStuck || !_isOpen ? SessionRefusals.NoAnswer : null);

    private void Forward()
    {
        while (MaySend && Gate.Enter(turn))
            Send();
    }

    private void Send()
    {
        var report = _queue.Send(ports.Now);
        ports.Tell(
            client, new TakeReport(report.Seq, report.Acked, report.ObservedAt, report.Facts, session, report.Fault, hello.Epoch) { Round = _round },
            SessionPorts.BegunWithin);
    }

    /// <summary>Answers come in the order of the reports, so those before it have none any more; they are as settled as it is.</summary>
    private void Answered(long seq)
    {
        var now = ports.Now;
        var index = _queue.Find(seq);
        if (index < 0)
            return;
        for (var i = 0; i <= index; i++)
            Gate.Exit(now - _queue[i].SentAt);
        _mostUnderWay = now - _queue[index].SentAt > Gate.Target ? 1 : MostUnderWay;
        ports.Hold(_queue.Count, _queue.Count - index - 1);
        _queue.RemoveFirst(index + 1);
        if (_queue is { UnderWay: 0, Count: > 0 })
            _lookAt = Later(_queue[0].CameAt + WaitsBefore, now + LookAgainAfter);
    }

    /// <summary>It was not taken, but may be later.</summary>
    private void OnPutOff(long seq, Refused refused)
    {
        var index = _queue.Find(seq);
        if (index < 0)
            return;
        // The node that holds the client has too much to do, or the first one got lost: neither is for the client to look after.
        if (refused.Refusal.Code == RefusalCode.Busy || index > 0)
        {
            _notBefore = ports.Now + (index > 0 ? LostAfter : refused.Refusal.RetryAfter!.Value);
            _lookAt = _notBefore;
            Rewind();
            return;
        }

        GiveUp(refused.Refusal, refused.LastSeq);
    }

    /// <summary>The first one is refused, to be sent again, and everything after it is dropped.</summary>
    private void GiveUp(Refusal refusal, long lastSeq = 0)
    {
        Refuse(_queue[0].Report.Seq, refusal, lastSeq);
        Clear();
    }

    private void Refuse(long seq, Refusal refusal, long lastSeq = 0)
    {
        _resumption.From(seq, ports.Now);
        ports.Refuse(client, seq, refusal, lastSeq);
    }

    /// <summary>Answers to what was under way are not waited for any more.</summary>
    private void Rewind()
    {
        Gate.Leave(turn);
        for (var i = 0; i < _queue.UnderWay; i++)
            Gate.GiveUp();
        if (_queue.UnderWay > 0)
            _round++;
        _queue.Rewind();
    }

    private void Ack(long seq, long offset)
    {
        var credit = ports.Reports.Credit(PresenceSettings.Window);
        ports.Ack(client, seq, offset, credit == _credit ? 0 : credit);
        _credit = credit;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>A report that has no answer yet.</summary>
/// <param name="Report">What the client told.</param>
/// <param name="CameAt">When.</param>
/// <param name="SentAt">When it was forwarded; meaningless while it waits.</param>
internal readonly record struct HeldReport(ClientInput.Report Report, DateTimeOffset CameAt, DateTimeOffset SentAt);
