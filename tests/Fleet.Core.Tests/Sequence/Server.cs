using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Sequence;

/// <summary>The actor's part: decide, make durable, apply, answer.</summary>
public sealed class Server
{
    private static readonly Refusal Busy = new(RefusalCode.Busy, "Too much is in flight.", RetryAfter: TimeSpan.FromMilliseconds(100));

    private readonly List<ClientEvent> _journal = [];
    private ClientState _state = ClientState.None;
    private ClientMemory _memory = ClientMemory.None;

    public IEnumerable<ReportTaken> Reports => _journal.OfType<ReportTaken>();

    public ClientState State => _state;

    /// <summary>The session that is open or waits for its backlog.</summary>
    public SessionId? Speaking => _state.Presence.Session ?? _memory.Waiting?.Session;

    public ClientReply Handle(ClientCommand command, DateTimeOffset now, bool busy = false)
    {
        var decision = Client.Decide(_state, _memory, command, now, ClientRules.Default);
        if (busy && !decision.Events.IsEmpty)
            return new Refused((command as TakeReport)?.Seq ?? 0, Busy, _memory.LastTaken);
        _journal.AddRange(decision.Events);
        _state = decision.Events.Aggregate(_state, Client.Apply);
        _memory = decision.Memory;
        return decision.Reply;
    }

    public void Restart()
    {
        _memory = ClientMemory.None;
        _state = _journal.Aggregate(ClientState.None, Client.Apply);
    }
}
