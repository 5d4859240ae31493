using System.CommandLine;
using System.CommandLine.Parsing;
using Fleet.Sim.Download;
using Fleet.Sim.Hosting;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Fleet.Sim.Verification;
using Fleet.Story;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim story FILE</c>, and <c>fleet-sim story --from --to</c> of a server's journal.</summary>
internal static class StoryCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("FILE") { Description = "A recording; without it, of what a server's journal holds --from to --to.", Arity = ArgumentArity.ZeroOrOne }.ParsedBy<string?>(Parsers.File);
        var (api, trust) = (ServerOptions.Api(), new TrustOption());
        var from = new Option<DateTimeOffset?>("--from") { Description = "The beginning, by the server's clock: 2026-03-03T08:00:00Z, or -2h for two hours ago.", HelpName = "T" }.ParsedBy<DateTimeOffset?>(result => Parsers.Moment(result));
        var to = new Option<DateTimeOffset?>("--to") { Description = "The end, in the same way. [default: now]", HelpName = "T" }.ParsedBy<DateTimeOffset?>(result => Parsers.Moment(result));
        var (rules, json, html) = (new RuleOptions(), new OutputOption("--json", "Writes the story as JSON;"), new OutputOption("--html", "Writes the story as a page that needs nothing else;"));
        var command = new Command("story", """
            Tells what happened in a recording, or on a server between two moments, for somebody who was not there: what stood out, when it began, at whom, and when it was over;
            how the fleet stood over the day; the worst moments; and who is still not well. What happens now and then on any day is only counted.
            With other settings it shows beside it what they would have changed.

            Examples:
              fleet-sim story --from -2h
              fleet-sim story --api http://10.0.0.5:5080 --from 2026-03-03T08:00:00Z --to 2026-03-03T18:00:00Z --html tuesday.html
              fleet-sim story tuesday.jsonl
              fleet-sim story tuesday.jsonl --html tuesday.html
              fleet-sim story tuesday.jsonl --pattern-max-age 3d
            """ + ExitCodes.Of(SimExit.ServerUnreachable))
        {
            file, api, from, to,
        };
        command.Validators.Add(result => OneOf(result, file, from, [api, to]));
        trust.AddTo(command);
        rules.AddTo(command, withTimeout: true);
        command.Options.Add(json);
        command.Options.Add(html);
        command.SetAction(async (parsed, cancel) =>
        {
            using var folder = parsed.GetValue(from) is null ? null : OwnFolder.Create("story-");
            var path = parsed.GetValue(file) ?? folder!.Of("journal.jsonl");
            if (parsed.GetValue(from) is { } begin)
            {
                var trusted = trust.Of(parsed);
                await ServiceCheck.EnsureApiAsync(parsed.GetValue(api)!, trusted, cancel);
                await JournalDownload.WriteAsync(parsed.GetValue(api)!, trusted, begin, parsed.GetValue(to) ?? TimeProvider.System.GetUtcNow(), path, new EventProgress(terminal), cancel);
            }

            var recording = RecordedTimeline.Open(path, new PacedProgress<double>(terminal, share => $"reading {path}: {share:0%}"), cancel);
            ActLimits.EnsurePlain(recording, isCompared: false);
            var (header, was, asked) = (recording.Header, RuleOptions.Recorded(recording.Header), rules.Asked(parsed, recording.Header));
            var opening = TimeSpan.FromMicroseconds(header.Opening);
            var story = StoryTeller.Tell(recording, was, opening, cancel);
            var clock = new StoryClock(header.Start, opening, recording.Length);
            var whatIf = rules.Differ(parsed, header) ? WhatIf.Of(recording, was, asked, cancel) : null;
            foreach (var line in StoryText.Lines(story, recording.Scenario, clock).Concat(whatIf is null ? [] : VerifySummary.Lines(whatIf).Prepend("")))
                terminal.Say(line);
            OutputOption.WriteAll(
                () => html.Write(parsed, page => ResultFile.WriteText(page, Page(), html.Name)),
                () => json.Write(parsed, document => ResultFile.Write(document, StoryDocument.Of(story, recording.Scenario, clock))));
            return (int)SimExit.Good;

            string Page() => StoryPage.Of(
                story, recording.Scenario, clock, whatIf is null ? [] : WhatIfTables.Of(whatIf), Provenance.OfThisProcess(server: null).Facts(Machine.Current(generatorCpuShare: 0)));
        });
        return command;
    }

    /// <summary>A file, or a stretch of a server's journal; what belongs to the one is not taken with the other.</summary>
    private static void OneOf(CommandResult result, Argument file, Option from, Option[] ofTheServer)
    {
        var isFile = result.GetResult(file) is { Tokens.Count: > 0 };
        var isServer = result.GetResult(from) is { Implicit: false };
        if (isFile == isServer)
            result.AddError("story takes a FILE, or --from and a server: one of the two.");
        foreach (var option in ofTheServer.Where(option => isFile && result.GetResult(option) is { Implicit: false }))
            result.AddError($"{option.Name} is of a server, and FILE is a recording: one of the two.");
    }
}
