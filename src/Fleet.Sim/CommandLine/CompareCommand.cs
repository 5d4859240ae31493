using System.CommandLine;
using Fleet.Sim.Comparing;
using Fleet.Sim.Report;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim compare A.json B.json…</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var baseline = new Argument<string>("A.json") { Description = "The result before." }.ParsedBy(Parsers.File);
        var others = new Argument<string[]>("B.json") { Description = "The result after; several are further invocations of it.", Arity = ArgumentArity.OneOrMore }.ParsedBy(Parsers.Files);
        var more = new Option<string[]>("--base") { Description = "One more invocation of the result before; may be given several times.", HelpName = "FILE" }.ParsedBy(Parsers.Files);
        var command = new Command("compare", $"""
            Compares results of the same scenario, before and after a change, as a Markdown table for a pull request.
            A file is an invocation, and the unit: the repeats within one share its hour and its machine. With several on both sides
            each difference has its 95% confidence interval, after Welch's t, and counts beyond {FigureChange.ToleranceWithSeveral:0%}; with one, it counts beyond
            {FigureChange.ToleranceOfOne:0%}. The table tells which difference would have been seen. Exit code 8 if something got worse.

            Examples:
              fleet-sim compare before.json after.json
              fleet-sim compare --base a2.json --base a3.json a1.json b1.json b2.json b3.json
            """ + ExitCodes.Of(SimExit.Regression))
        {
            baseline, others, more,
        };
        command.SetAction(parsed =>
        {
            var first = parsed.GetValue(baseline)!;
            var (before, after) = (ResultSamples.Read([first, .. parsed.GetValue(more) ?? []]), ResultSamples.Read(parsed.GetValue(others)!));
            ResultSamples.EnsureAlike(first, before, parsed.GetValue(others)![0], after);
            var changes = FigureChange.Between(before, after);
            terminal.Say($"{before.Kind}\n\n| | before | after | change | 95% interval of the difference (Welch) | seen 4 times of 5 from | |\n|---|---:|---:|---:|---:|---:|---|");
            foreach (var change in changes)
                terminal.Say(change.Row());
            List("Not to be relied on:", [.. before.Doubts, .. after.Doubts]);
            List("The two were not made alike:", [.. Circumstances.Remarks(before, after)]);
            return (int)(changes.Any(change => change.Worse) ? SimExit.Regression : SimExit.Good);
        });
        return command;

        void List(string head, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0)
                terminal.Say($"\n{head}\n\n{string.Join('\n', lines)}");
        }
    }
}
