using System.CommandLine;
using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Verification;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim verify FILE</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A recording." }.ParsedBy(Parsers.File);
        var api = new Option<Uri?>("--api") { Description = "A server that the recording was played to: its clients are compared, too.", HelpName = "URL" }.ParsedBy<Uri?>(Parsers.Address);
        var (rules, trust, json, junit) = (new RuleOptions(), new TrustOption(), new JsonOption(), new OutputOption("--junit", "Writes what it was judged by as test cases for a build server (JUnit);"));
        var command = new Command("verify", """
            Plays a recording to the rules themselves, in this process and in virtual time: as if nothing ever went wrong, and once
            more with lost answers, repeats, refusals and crashes. Both have to give the fleet that plain bookkeeping gives after each
            event, and the fleet that the recording tells; the first event that does not is shown with both states (exit code 6).
            With --api a server's clients have to be that fleet (exit code 5).
            With other settings it shows what they would have changed: whose icon, when, and for how long.

            Examples:
              fleet-sim verify tuesday.jsonl
              fleet-sim verify tuesday.jsonl --pattern-max-age 3d        what if patterns were outdated after three days?
              fleet-sim verify tuesday.jsonl --timeout 10m               what if silent clients were waited for for ten minutes?
              fleet-sim verify run.jsonl --api http://10.0.0.5:5080
            """ + ExitCodes.Of(SimExit.ServerDiffers, SimExit.ReplayDiverged, SimExit.ServerUnreachable))
        {
            file, api,
        };
        rules.AddTo(command, withTimeout: true);
        trust.AddTo(command);
        json.AddTo(command);
        command.Options.Add(junit);
        command.SetAction(async (parsed, cancel) =>
        {
            var (path, began) = (parsed.GetValue(file)!, TimeProvider.System.GetTimestamp());
            var recording = RecordedTimeline.Open(path, new PacedProgress<double>(terminal, share => $"checking {path}: {share:0%}"), cancel);
            ActLimits.EnsurePlain(recording, isCompared: parsed.GetValue(api) is not null);
            if (parsed.GetValue(api) is { } compared)
                await ServiceCheck.EnsureApiAsync(compared, trust.Of(parsed), cancel);
            var (was, asked) = (RuleOptions.Recorded(recording.Header), rules.Asked(parsed, recording.Header));
            var verified = new Verified(
                recording,
                PlayOutcome.Of(recording, was, recording.Header.FaultSeed ?? recording.Seed, decide: null, cancel),
                parsed.GetValue(api) is { } server ? await ServerState.ReadAsync(server, trust.Of(parsed), recording, asked, cancel) : null,
                rules.Differ(parsed, recording.Header) ? WhatIf.Of(recording, was, asked, cancel) : null);
            foreach (var line in VerifySummary.Lines(verified, path))
                terminal.Say(line);
            OutputOption.WriteAll(
                () => json.Write(parsed, () => VerifyDocument.Of(verified)),
                () => junit.Write(parsed, to => JUnitFile.Write(to, $"verify {path}", TimeProvider.System.GetElapsedTime(began), VerifyChecks.Of(verified))));
            return (int)verified.Exit;
        });
        return command;
    }
}
