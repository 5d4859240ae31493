using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Sequence;

/// <summary>The client's part: numbered reports, a window, and the promise to send again what has no answer.</summary>
public sealed class Reporter(IReadOnlyList<TakeReport> script)
{
    private const int Window = 4;

    private int _sessions;
    private long _next = 1;
    private bool _welcome;

    /// <summary>How many of the script's reports have been observed so far.</summary>
    public int Observed { get; private set; }

    /// <summary>Highest number up to which it holds answers.</summary>
    public long Acked { get; private set; }

    public Wire? Wire { get; private set; }

    public void Observe() => Observed = Math.Min(Observed + 1, script.Count);

    /// <summary>Connects, or sends the next report; null: nothing to do now.</summary>
    public Wire? Send()
    {
        if (Wire is null)
        {
            Wire = new Wire(new SessionId(7, ++_sessions));
            Hello(Wire);
            return Wire;
        }

        if (_welcome && _next <= Observed && _next <= Acked + Window)
            Wire.ToServer.Enqueue(script[(int)_next++ - 1] with { Acked = Acked, Via = Wire.Session });
        return null;
    }

    public void SendAgain() => _next = Acked + 1;

    public void Break(int messagesThatArrive)
    {
        Wire?.Break(messagesThatArrive);
        Wire = null;
    }

    public void Receive()
    {
        if (Wire is null || !Wire.ToClient.TryDequeue(out var reply))
            return;
        switch (reply)
        {
            case Opened opened:
                _welcome = true;
                Holds(opened.LastSeq);
                SendAgain();
                break;
            case Taken taken:
                Holds(taken.Seq);
                break;
            case Refused { Refusal.IsRetryable: false } refused:
                Holds(refused.Seq);
                break;
            case Refused { Refusal.Code: RefusalCode.Superseded }:
                Break(messagesThatArrive: 0);
                break;
            case Refused { Refusal.Code: RefusalCode.SessionUnknown }:
            case Refused { Seq: 0 }:
                Hello(Wire);
                break;
            case Refused refused:
                _next = Math.Max(Acked, refused.LastSeq) + 1;
                break;
            default:
                throw new InvalidOperationException($"unexpected answer {reply}");
        }
    }

    private void Hello(Wire wire)
    {
        _welcome = false;
        wire.ToServer.Enqueue(new OpenSession(wire.Session, BacklogThrough: Acked < Observed ? Observed : 0));
    }

    private void Holds(long number)
    {
        Acked = Math.Max(Acked, number);
        _next = Math.Max(_next, Acked + 1);
    }
}
