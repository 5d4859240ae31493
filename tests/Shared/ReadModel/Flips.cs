using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Testing;

/// <summary>Rows of which each changes the icon: one client's Real-time Scan goes off and on.</summary>
internal sealed class Flips(string client = "flipping", string group = "default")
{
    private ClientState _state = ClientState.None;
    private ClientMemory _memory = ClientMemory.None;
    private long _number;

    public List<Happening> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => Flip())];

    private Happening Flip()
    {
        var seq = ++_number;
        var scan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Disabled;
        var report = new TakeReport(seq, seq - 1, Arbitrary.Start, new ReportedFacts { RealTimeScan = scan, Group = GroupName.Parse(group) });
        var decision = Domain.Decide(_state, _memory, report, Arbitrary.Start, ClientRules.Default);
        var before = _state;
        var happened = decision.Events.Single();
        (_state, _memory) = (Domain.Apply(before, happened), decision.Memory);
        return new Happening(ClientId.Parse(client), seq, Arbitrary.Start, happened, before, _state);
    }
}
