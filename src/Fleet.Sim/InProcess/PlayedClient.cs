using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.InProcess;

/// <summary>
/// One client and its server, with whatever goes wrong between them: the client sends again until all that it said is
/// answered, and no time passes meanwhile.
/// </summary>
internal sealed partial class PlayedClient(GroupName group, PlayedServer server, Faults faults, Func<long> nextSession, Capabilities understands, bool tellsAll)
{
    private const int Window = 8;

    /// <summary>With a few faults in a hundred, nobody needs that many.</summary>
    private const int MostRounds = 1_000;

    private readonly Queue<(ReportedFacts Facts, DateTimeOffset At)> _unanswered = [];
    private Faults _faults = faults;
    private SessionId? _session;
    private SessionId? _older;
    private (long Seq, ReportedFacts Facts, DateTimeOffset At, string Epoch)? _last, _straggler;
    private long _answered;
    private long _told;
    private long _epochs;
    private bool _toldGroup;

    /// <summary>Its cable is pulled, and it has not connected since.</summary>
    public bool Unplugged { get; private set; }

    /// <summary>Number of its session; null: it has none.</summary>
    public long? Session => _session?.Number;

    /// <summary>Messages with a report, repeats included.</summary>
    public long Sent { get; private set; }

    /// <summary>Reports that were answered.</summary>
    public long Answered { get; private set; }

    /// <summary>Reports that were refused for good.</summary>
    public long RefusedForGood { get; private set; }

    public void Connect(DateTimeOffset now)
    {
        if (_session is not null)
            _older = _session;
        _session = new SessionId(0, nextSession());
        Unplugged = false;
        Open(now);
        TellTasks(now);
        HandOver(now);
        // An end that was on its way for long ends nothing but its own session.
        if (_older is { } older && _faults.EndsAgain())
            server.Tell(new EndSession(older, PresenceCause.Broken), now);
    }

    public void Observe(ReportedFacts facts, DateTimeOffset now) => Report(understands == Capabilities.None ? facts : _errands.Told(facts), now);

    private void Report(ReportedFacts facts, DateTimeOffset now)
    {
        _told++;
        _toldGroup |= facts.Group is not null;
        _unanswered.Enqueue((facts, now));
        if (_session is not null && !Unplugged)
            HandOver(now);
    }

    public void UnplugCable() => Unplugged = _session is not null;

    /// <summary>Its machine is re-imaged: what it knew of numbers is gone, and so is what waits.</summary>
    public void ReImage(DateTimeOffset now)
    {
        if (!Unplugged)
            End(PresenceCause.Broken, null, now);
        _unanswered.Clear();
        (_answered, _told, _epochs) = (0, 0, _epochs + 1);
        _errands.Forget();
    }

    /// <summary>Its session is over, and the server knows.</summary>
    public void End(PresenceCause cause, GoodbyeReason? reason, DateTimeOffset now)
    {
        if (_session is not { } session)
            return;
        if (_faults.Crashes())
            server.Crash();
        server.Tell(new EndSession(session, cause, reason), now);
        if (_faults.EndsAgain())
            server.Tell(new EndSession(session, cause, reason), now);
        (_session, _older, Unplugged) = (null, session, false);
    }

    /// <summary>Something of its waits to be handed over.</summary>
    public bool Waits => _unanswered.Count > 0;

    private string Epoch => $"image-{_epochs}";

    private void Open(DateTimeOffset now)
    {
        var hello = new OpenSession(_session!.Value, _toldGroup ? null : group, AgentVersion: null, _unanswered.Count == 0 ? 0 : _told, Epoch) { Capabilities = understands, SettingsTag = _errands.Tag };
        var reply = server.Tell(hello, now);
        if (reply is Refused { Refusal.Code: RefusalCode.DuplicateIdentity } && _older is { } older)
        {
            // The client would wait for its turn; the server would have found the older one silent by then.
            server.Tell(new EndSession(older, PresenceCause.Superseded), now);
            reply = server.Tell(hello, now);
        }

        if (reply is not Opened opened)
            throw new BrokenLawException("a client may open a session", "opened", $"{reply}");
        Answer(opened.LastSeq);
    }

    private void HandOver(DateTimeOffset now)
    {
        for (var round = 0; _answered < _told; round++)
        {
            if (round == MostRounds)
                throw new BrokenLawException("what is sent again and again is answered", $"an answer to {_told}", $"answers up to {_answered}");
            foreach (var (seq, facts, at) in Messages())
                Send(seq, facts, at, now);
        }

        // A copy that took another way, without its session, arrives when nobody needs it any more; it may be of an epoch that is over.
        if (_straggler is { } late && _faults.Straggles())
            server.Tell(new TakeReport(late.Seq, late.Seq - 1, late.At, late.Facts, Via: null, Fault: null, late.Epoch), now);
    }

    /// <summary>The reports that go out, as they arrive.</summary>
    private List<(long Seq, ReportedFacts Facts, DateTimeOffset At)> Messages()
    {
        var messages = new List<(long, ReportedFacts, DateTimeOffset)>(Window);
        var seq = _answered;
        foreach (var (facts, at) in _unanswered.Take(Window))
        {
            seq++;
            if (_faults.Loses())
                continue;
            messages.Add((seq, facts, at));
            if (_faults.Repeats())
                messages.Add((seq, facts, at));
            if (messages.Count > 1 && _faults.Swaps())
                (messages[^1], messages[^2]) = (messages[^2], messages[^1]);
        }

        return messages;
    }

    private void Send(long seq, ReportedFacts facts, DateTimeOffset at, DateTimeOffset now)
    {
        if (_faults.Crashes())
            server.Crash();
        Sent++;
        if (_faults.Refuses())
            return;
        // What is sent again was written before its own answer came.
        var reply = server.Tell(new TakeReport(seq, Math.Min(_answered, seq - 1), at, facts, _session, Fault: null, Epoch), now);
        switch (reply)
        {
            case Refused { Refusal.Code: RefusalCode.SessionUnknown }:
                Open(now);
                break;
            case Refused { Refusal.IsRetryable: true }:
                break;
            case Refused when !_faults.LosesAnswer():
                RefusedForGood++;
                Answer(seq);
                break;
            case Taken when !_faults.LosesAnswer():
                Answer(seq);
                break;
        }
    }

    private void Answer(long seq)
    {
        for (; _answered < seq && _unanswered.Count > 0; _answered++)
        {
            Answered++;
            _straggler = _last;
            var (facts, at) = _unanswered.Dequeue();
            _last = (_answered + 1, facts, at, Epoch);
        }
    }
}
