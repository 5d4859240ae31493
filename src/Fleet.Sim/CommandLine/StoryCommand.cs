using System.CommandLine;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Story;
using Fleet.Sim.Verification;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim story FILE</c>.</summary>
internal static class StoryCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A recording." }.ParsedBy(Parsers.File);
        var (rules, json, html) = (new RuleOptions(), new OutputOption("--json", "Writes the story as JSON;"), new OutputOption("--html", "Writes the story as a page that needs nothing else;"));
        var command = new Command("story", """
            Tells what happened in a recording, for somebody who was not there: what stood out, when it began, at whom, and when it was over;
            how the fleet stood over the day; the worst moments; and who is still not well. What happens now and then on any day is only counted.
            With other settings it shows beside it what they would have changed.

            Examples:
              fleet-sim record --from 2026-03-03T08:00:00Z --to 2026-03-03T18:00:00Z --out tuesday.jsonl
              fleet-sim story tuesday.jsonl
              fleet-sim story tuesday.jsonl --html tuesday.html
              fleet-sim story tuesday.jsonl --pattern-max-age 3d
            """ + ExitCodes.Of())
        {
            file,
        };
        rules.AddTo(command, withTimeout: true);
        command.Options.Add(json);
        command.Options.Add(html);
        command.SetAction((parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            var recording = RecordedTimeline.Open(path, new PacedProgress<double>(terminal, share => $"reading {path}: {share:0%}"), cancel);
            var (header, was, asked) = (recording.Header, RuleOptions.Recorded(recording.Header), rules.Asked(parsed, recording.Header));
            var from = TimeSpan.FromMicroseconds(header.Opening);
            var story = StoryTeller.Tell(recording, was, from, cancel);
            var clock = new StoryClock(header.Start, from, recording.Length);
            var whatIf = rules.Differ(parsed, header) ? WhatIf.Of(recording, was, asked, cancel) : null;
            foreach (var line in StoryText.Lines(story, recording.Scenario, clock).Concat(whatIf is null ? [] : VerifySummary.Lines(whatIf).Prepend("")))
                terminal.Say(line);
            OutputOption.WriteAll(
                () => html.Write(parsed, page => ResultFile.WriteText(page, Page(), html.Name)),
                () => json.Write(parsed, document => ResultFile.Write(document, StoryDocument.Of(story, recording.Scenario, clock))));
            return Task.FromResult((int)SimExit.Good);

            string Page() => StoryPage.Of(
                story, recording.Scenario, clock, whatIf is null ? [] : WhatIfTables.Of(whatIf), Provenance.OfThisProcess(server: null).Facts(Machine.Current(generatorCpuShare: 0)));
        });
        return command;
    }
}
