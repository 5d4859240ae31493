using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Tests.Clients;
using Xunit;

namespace Fleet.Core.Tests.Sequence;

/// <summary>
/// The rule of report numbers, held against every interleaving of lost messages, broken and overlapping sessions, repeats,
/// refusals and restarts: what the journal holds is always a beginning of what a line without faults would have
/// written, and never less than the client holds answers for.
/// </summary>
public sealed class SequenceRuleTests
{
    private static readonly Gen<TakeReport[]> Script =
        Gen.Select(Arbitrary.Facts, Gen.Frequency<Refusal?>((7, null), (1, Arbitrary.Unreadable)))
            .Array[1, 10]
            .Select(reports => reports.Select((r, i) => new TakeReport(i + 1, i, Arbitrary.Start.AddSeconds(i), r.Item1, Fault: r.Item2)).ToArray());

    private static readonly Gen<(Act, int)[]> Acts =
        Gen.Select(
            Gen.Frequency(
                (3, Act.Observe), (8, Act.Send), (8, Act.ServerReceives), (6, Act.ClientReceives),
                (1, Act.SendAgain), (1, Act.Break), (1, Act.ServerIsBusy), (1, Act.ServerRestarts)),
            Gen.Frequency((4, 0), (1, 1), (1, 2))).Array[0, 150];

    [Fact]
    public void Whatever_happens_every_answered_report_is_folded_once_and_in_order() =>
        Gen.Select(Script, Acts).Sample(
            (script, acts) =>
            {
                var expected = WithoutFaults(script);
                var line = new Line(script);
                foreach (var (act, choice) in acts)
                {
                    line.Do(act, choice);
                    HoldsWhatWasAnswered(line, expected);
                }

                Assert.True(line.Settles(), "the line does not settle");
                HoldsWhatWasAnswered(line, expected);
                Assert.Equal(expected.Select(Essence), line.Server.Reports.Select(Essence));
            },
            iter: 2000,
            print: run => $"{string.Join('\n', run.Item1.AsEnumerable())}\n{string.Join(' ', run.Item2)}");

    private static void HoldsWhatWasAnswered(Line line, List<ReportTaken> expected)
    {
        var held = line.Server.Reports.ToList();
        Assert.Equal(expected.Take(held.Count).Select(Essence), held.Select(Essence));
        Assert.True(held.Count >= expected.Count(row => row.LastSeq <= line.Client.Acked), $"a report up to {line.Client.Acked} is answered and not in the journal");
    }

    /// <summary>The report rows of a client whose reports come one by one, each answered before the next.</summary>
    private static List<ReportTaken> WithoutFaults(TakeReport[] script)
    {
        var server = new Server();
        server.Handle(Scene.Hello(1), Arbitrary.Start);
        foreach (var report in script)
            server.Handle(report, Arbitrary.Start);
        return [.. server.Reports];
    }

    /// <summary>What a report row says, but for the icon, which depends on presence too.</summary>
    private static (long, DateTimeOffset, ChangedFacts) Essence(ReportTaken row) => (row.LastSeq, row.ObservedAt, row.Changed);
}
