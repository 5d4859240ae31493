using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive.Protocol;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>
/// One client's protocol against the domain's own rules, over a link that a test may cut and a server that it may kill:
/// what the protocol says is checked as it is said.
/// </summary>
internal sealed class ProtocolWorld(bool answersHeartbeats)
{
    private const int Window = 4;
    private static readonly SessionId Node = new(1, 0);

    private readonly List<ReportedFacts> _told = [];
    private readonly List<ReportedFacts> _numbered = [];
    private readonly Queue<ClientCommand> _toServer = new();
    private readonly Queue<Action> _toClient = new();
    private ClientProtocol _client = new(seed: 1);
    private ClientState _state = ClientState.None;
    private ClientMemory _memory = ClientMemory.None;
    private SessionId _session = Node;
    private TimeSpan _now;
    private bool _deaf;
    private int _granted;
    private int _credit = Window;
    private long _sent;
    private long _resumesAt;
    private long _answered;
    private int _epoch;
    private string _epochOfSession = "";

    public ClientProtocol Client => _client;

    public ClientState State => _state;

    /// <summary>All that was told and is not gone.</summary>
    public IReadOnlyList<ReportedFacts> Told => _told;

    /// <summary>What has numbers of the client's epoch.</summary>
    public int Numbered => _numbered.Count;

    public void Tell(RealTimeScan value)
    {
        _told.Add(new ReportedFacts { RealTimeScan = value });
        _numbered.Add(_told[^1]);
        Do(_client.Tell(_now));
    }

    public void Connect() => Do(_client.Connect(_now));

    public void Leave() => Do(_client.Leave(GoodbyeReason.Unloaded, _now));

    public void ReImage()
    {
        var todo = _client.ReImage(out var lost);
        _told.RemoveRange(_told.Count - lost, lost);
        _numbered.RemoveRange(_numbered.Count - lost, lost);
        Do(todo);
    }

    public void PullCable() => Do(_client.PullCable());

    /// <summary>The next message arrives at the server, which takes it, or says that it is busy.</summary>
    public void ServerTurn(bool busy)
    {
        if (!_toServer.TryDequeue(out var command) || IsDropped(command))
            return;
        if (busy && command is TakeReport report)
            PutOff(report.Seq);
        else
            Take(command);
    }

    /// <summary>The next report waits for the journal for too long: it is refused, and those after it are dropped untold until it comes again. It may still be taken.</summary>
    public void GiveUpNext(bool taken)
    {
        if (!_toServer.TryDequeue(out var command) || IsDropped(command))
            return;
        if (command is TakeReport report)
            PutOff(_resumesAt = report.Seq);
        if (taken || command is not TakeReport)
            Take(command);
    }

    /// <summary>From its next ack on the server asks for fewer reports under way, or for more.</summary>
    public void Grant(int window) => _granted = window;

    private void PutOff(long seq) => _toClient.Enqueue(() => Defer(seq, TimeSpan.FromMilliseconds(20)));

    private void Defer(long seq, TimeSpan after)
    {
        _client.Defer(seq, after, _now);
        _sent = Math.Min(_sent, seq - 1);
    }

    private bool IsDropped(ClientCommand command)
    {
        if (command is not TakeReport report || _resumesAt == 0)
            return false;
        if (report.Seq > _resumesAt && report.Acked < _resumesAt)
            return true;
        _resumesAt = 0;
        return false;
    }

    private void Take(ClientCommand command)
    {
        var decision = Core.Clients.Client.Decide(_state, _memory, command, DateTimeOffset.UnixEpoch + _now, ClientRules.Default);
        _state = decision.Events.Aggregate(_state, Core.Clients.Client.Apply);
        _memory = decision.Memory;
        Answer(command, decision.Reply);
    }

    public void StopReading()
    {
        if (_client.ConnectionPhase is not (ConnectionPhase.Opening or ConnectionPhase.Online))
            return;
        _deaf = true;
        _client.StopReading();
    }

    public void ReadAgain()
    {
        _deaf = false;
        Do(_client.ReadAgain(_now));
    }

    /// <summary>The server's next message arrives, if the client reads.</summary>
    public void ClientTurn()
    {
        var (before, epoch) = (_client.Numbers.Answered, _client.Epoch);
        if (!_deaf && _toClient.TryDequeue(out var hear))
        {
            _client.Hear();
            hear();
        }

        Assert.True(_client.Epoch != epoch || _client.Numbers.Answered >= before, "what is answered stays answered");
    }

    /// <summary>The server dies: what it did not journal is forgotten, and the stream with it.</summary>
    public void Crash()
    {
        _memory = ClientMemory.None;
        LoseStream();
        Do(_client.Ended(inOrder: false, _now));
    }

    public void Pass(TimeSpan time)
    {
        _now += time;
        Do(_client.Wake(_now, out _));
    }

    /// <summary>Nothing goes wrong any more, until everything has come to rest.</summary>
    public void ComeToRest()
    {
        for (var turn = 0; turn < 2000 && !(_client.Settled && _toServer.Count == 0 && _toClient.Count == 0); turn++)
        {
            ServerTurn(busy: false);
            ClientTurn();
            Pass(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(_client.Settled, "comes to rest");
    }

    private void Do(Todo todo)
    {
        // What has its answer had its number in the epoch before.
        if (_client.Epoch != _epoch)
            _numbered.RemoveRange(0, (int)_answered);
        (_epoch, _answered) = (_client.Epoch, _client.Numbers.Answered);
        if (todo.Has(Effects.Cut) || todo.Has(Effects.Mute) || todo.Has(Effects.Release))
            LoseStream();
        if (todo.Has(Effects.Open))
        {
            _session = _session with { Number = _session.Number + 1 };
            (_credit, _sent, _resumesAt) = (Window, 0, 0);
            _epochOfSession = _epoch == 0 ? "" : $"e{_epoch}";
            _toServer.Enqueue(new OpenSession(_session, BacklogThrough: _client.Backlog, Epoch: _epochOfSession));
        }

        if (todo.Has(Effects.Report))
            Send(todo.From, todo.Through);
        if (todo.Has(Effects.Beat) && answersHeartbeats)
            _toClient.Enqueue(() => { });
        if (todo.Has(Effects.Goodbye))
        {
            Assert.Equal(0, _client.Backlog);
            _toServer.Enqueue(new EndSession(_session, PresenceCause.Goodbye, GoodbyeReason.Unloaded));
        }
    }

    private void Send(long from, long through)
    {
        var numbers = _client.Numbers;
        Assert.True(from > numbers.Answered && from <= through && through <= numbers.Told, $"sends {from} to {through} of {numbers.Told}, answered {numbers.Answered}");
        Assert.True(through - numbers.Answered <= _credit, "keeps within its credit");
        Assert.True(from > _sent, "sends nothing again that was not refused");
        _sent = through;
        for (var seq = from; seq <= through; seq++)
            _toServer.Enqueue(new TakeReport(seq, numbers.Answered, DateTimeOffset.UnixEpoch, _numbered[(int)seq - 1], _session, Epoch: _epochOfSession));
    }

    private void Answer(ClientCommand command, ClientReply reply)
    {
        switch (reply)
        {
            case Opened opened:
                var terms = new Terms(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), Window, answersHeartbeats ? TimeSpan.FromSeconds(5) : TimeSpan.Zero);
                _toClient.Enqueue(() => Do(_client.Welcome(opened.LastSeq, terms, _now)));
                break;
            case Taken taken:
                var window = _granted;
                _toClient.Enqueue(() =>
                {
                    _credit = window == 0 ? _credit : Math.Min(window, Window);
                    Do(_client.Ack(taken.Seq, window, _now));
                });
                break;
            case Refused { Refusal: { RetryAfter: { } after } refusal } refused:
                var from = refusal.Code == RefusalCode.Gap ? refused.LastSeq + 1 : refused.Seq;
                _toClient.Enqueue(() => Defer(from, after));
                break;
            case Refused refused:
                throw new InvalidOperationException($"A client that does the right thing is refused: {refused}");
            case Done when command is EndSession:
                _toClient.Enqueue(() => Do(_client.Dismiss(retryAfter: null, _now)));
                break;
        }
    }

    private void LoseStream()
    {
        _deaf = false;
        _toServer.Clear();
        _toClient.Clear();
    }
}
