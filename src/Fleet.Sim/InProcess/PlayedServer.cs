using Fleet.Core.Clients;
using Fleet.Protocol.Journal;

namespace Fleet.Sim.InProcess;

/// <summary>
/// The server's side of one client: the same decisions, the same rows and the same recovery as the actor's, without the
/// actor. Every law that can be seen at one decision is checked at each.
/// </summary>
/// <param name="rules">The settings as they are.</param>
/// <param name="decide">Decides.</param>
/// <param name="wrote">Is told of every row.</param>
internal sealed class PlayedServer(Func<ClientRules> rules, Decider decide, Action<ClientEvent> wrote)
{
    private (string Manifest, byte[] Bytes)? _lastRow;
    private ClientMemory _memory = ClientMemory.None;
    private long _lastReport;

    /// <summary>The fold of its events.</summary>
    public ClientState State { get; private set; } = ClientState.None;

    /// <summary>Rows written.</summary>
    public int Rows { get; private set; }

    /// <summary>Icon changes among them.</summary>
    public int IconChanges { get; private set; }

    /// <exception cref="BrokenLawException">A law is broken.</exception>
    public ClientReply Tell(ClientCommand command, DateTimeOffset now)
    {
        var decision = decide(State, _memory, command, now, rules());
        foreach (var happened in decision.Events)
            Write(happened);
        _memory = decision.Memory;
        return decision.Reply;
    }

    /// <summary>The actor stops and recovers: what is known beside the last row is lost.</summary>
    /// <exception cref="BrokenLawException">What it recovers is not what it was.</exception>
    public void Crash()
    {
        var recovered = _lastRow is { } row ? JournalCodec.Decode(row.Manifest, row.Bytes).After : ClientState.None;
        if (recovered != State)
            throw new BrokenLawException("a client recovers from its last row what it was", $"{State}", $"{recovered}");
        _memory = ClientMemory.None;
    }

    private void Write(ClientEvent happened)
    {
        var after = Client.Apply(State, happened);
        var row = JournalCodec.Encode(happened, after);
        var read = JournalCodec.Decode(row.Manifest, row.Bytes);
        if (read.Event != happened || read.After != after)
            throw new BrokenLawException("a row is read as it was written", $"{happened} {after}", $"{read.Event} {read.After}");
        if (after.Epochs != State.Epochs)
            _lastReport = 0;
        else if (happened.LastSeq < State.LastSeq)
            throw new BrokenLawException("a client's numbers never go back", $"{State.LastSeq} or more", $"{happened.LastSeq}");
        if (happened is ReportTaken && happened.LastSeq <= _lastReport)
            throw new BrokenLawException("a report is taken once", $"a number after {_lastReport}", $"{happened.LastSeq}");
        var expected = after.Icon == State.Icon || after.Icon is null ? null : $"{State.Icon?.Name} to {after.Icon.Name}";
        var actual = happened.Icon is { } change ? $"{change.From?.Name} to {change.To.Name}" : null;
        if (expected != actual)
            throw new BrokenLawException("a row tells the icon's change", expected ?? "none", actual ?? "none");

        (_lastRow, State) = (row, after);
        _lastReport = happened is ReportTaken ? happened.LastSeq : _lastReport;
        Rows++;
        IconChanges += happened.Icon is null ? 0 : 1;
        wrote(happened);
    }
}
