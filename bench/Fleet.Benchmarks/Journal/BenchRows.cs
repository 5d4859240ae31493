using Fleet.Journal;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Benchmarks.Journal;

/// <summary>The row of an ordinary report: a fact and the icon change with it, and the state of a client that is online.</summary>
internal static class BenchRows
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClientState Online = Play(
        new OpenSession(new SessionId(7, 1), GroupName.Parse("sales"), "14.0.1"),
        new TakeReport(1, 0, Start, new ReportedFacts { ScanMethod = ScanMethod.Smart, Pattern = new ReportedPattern.OfRelease("18.123.00", Start), RealTimeScan = RealTimeScan.Stopped }));

    private static readonly ClientEvent Happened = Client.Decide(
        Online, ClientMemory.None, new TakeReport(2, 1, Start, new ReportedFacts { SmartProtection = SmartProtection.Connected }), Start, ClientRules.Default).Events[0];

    private static readonly ClientState After = Client.Apply(Online, Happened);

    public static JournalRow Report(long seq) => new(Happened with { LastSeq = seq }, After with { LastSeq = seq });

    private static ClientState Play(params ReadOnlySpan<ClientCommand> commands)
    {
        var state = ClientState.None;
        foreach (var command in commands)
        {
            foreach (var happened in Client.Decide(state, ClientMemory.None, command, Start, ClientRules.Default).Events)
                state = Client.Apply(state, happened);
        }

        return state;
    }
}
