using System.CommandLine;
using Fleet.Sim.Comparing;
using Fleet.Sim.Report;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim compare A.json B.json…</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var baseline = new Argument<string>("A.json") { Description = "The result before.", Arity = ArgumentArity.ZeroOrOne }.ParsedBy(Parsers.File);
        var others = new Argument<string[]>("B.json") { Description = "The result after; several are further invocations of it.", Arity = ArgumentArity.ZeroOrMore }.ParsedBy(Parsers.Files);
        var more = new Option<string[]>("--base") { Description = "One more invocation of the result before; may be given several times.", HelpName = "FILE" }.ParsedBy(Parsers.Files);
        var builds = new BuildOptions();
        var command = new Command("compare", $"""
            Compares results of the same scenario, before and after a change, as a Markdown table for a pull request.
            A file is an invocation, and the unit: the repeats within one share its hour and its machine. With several on both sides
            each difference has its 95% confidence interval, after Welch's t, and counts beyond {FigureChange.ToleranceWithSeveral:0%}; with one, it counts beyond
            {FigureChange.ToleranceOfOne:0%}. The table tells which difference would have been seen. Exit code 8 if something got worse.
            With --run it makes the results itself: two builds of the host in turns, so that what the machine does meanwhile, it does to both.

            Examples:
              fleet-sim compare before.json after.json
              fleet-sim compare --base a2.json --base a3.json a1.json b1.json b2.json b3.json
              fleet-sim compare --run before/ after/ --clients 1000 --rate 2000
            """ + ExitCodes.Of(SimExit.Regression, SimExit.ServerUnreachable))
        {
            baseline, others, more,
        };
        builds.AddTo(command);
        command.Validators.Add(result =>
        {
            var files = (result.GetResult(baseline)?.Tokens.Count ?? 0) + (result.GetResult(others)?.Tokens.Count ?? 0);
            var runs = builds.IsGiven(result);
            if (runs ? files > 0 : files < 2)
                result.AddError(runs ? "--run makes the results that are compared: no file goes with it." : "compare takes two results, A.json and B.json, or --run with two builds.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var (before, after) = builds.IsAsked(parsed) ? await builds.RunAsync(parsed, terminal, cancel) : Read(parsed);
            var changes = FigureChange.Between(before, after);
            terminal.Say($"{before.Kind}\n\n| | before | after | change | 95% interval of the difference (Welch) | seen 4 times of 5 from | |\n|---|---:|---:|---:|---:|---:|---|");
            foreach (var change in changes)
                terminal.Say(change.Row());
            List("Not to be relied on:", [.. before.Doubts, .. after.Doubts]);
            List("The two were not made alike:", [.. Circumstances.Remarks(before, after)]);
            return (int)(changes.Any(change => change.Worse) ? SimExit.Regression : SimExit.Good);
        });
        return command;

        (ResultSamples Before, ResultSamples After) Read(ParseResult parsed)
        {
            var (first, second) = (parsed.GetValue(baseline)!, parsed.GetValue(others)!);
            var (before, after) = (ResultSamples.Read([first, .. parsed.GetValue(more) ?? []]), ResultSamples.Read(second));
            ResultSamples.EnsureAlike(first, before, second[0], after);
            return (before, after);
        }

        void List(string head, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0)
                terminal.Say($"\n{head}\n\n{string.Join('\n', lines)}");
        }
    }
}
