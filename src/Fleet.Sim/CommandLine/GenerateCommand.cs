using System.CommandLine;
using System.Diagnostics;
using Fleet.Core.Clients;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim generate SCENARIO --out FILE</c>.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var scenario = new Argument<string>("SCENARIO") { Description = "A file, or the name of a scenario that ships: " + string.Join(", ", ScenarioLibrary.Names) + "." };
        var file = new OutputOption("--out", "The recording;") { Required = true };
        var (options, speed) = (new TimelineArguments("what the scenario says"), SpeedOption.Planned());
        var command = new Command("generate", """
            Writes what a run of a scenario would do, without a server: a recording for replay and verify. The same scenario,
            seed, clients and duration give the same bytes on any machine. Away from --speed 1x patterns are told by their
            status, as no server's clock runs faster.

            Examples:
              fleet-sim generate office-day --out monday.jsonl
              fleet-sim generate morning-login --clients 20000 --duration 5m --seed 7 --out login.jsonl
            """ + ExitCodes.Of())
        {
            scenario, file, speed,
        };
        options.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var (definition, path) = (ScenarioLibrary.Load(parsed.GetValue(scenario)!), parsed.GetValue(file)!);
            var timeline = options.Timeline(parsed, definition, parsed.GetValue(speed)!);
            var began = Stopwatch.GetTimestamp();
            // On another core: the fold of the rules takes longer than the timeline itself.
            var expected = Task.Run(() => timeline.Acts.Count > 0 ? null : OracleFleet.HashAfterGoodbye(timeline, ClientRules.Default, cancel), cancel);
            var written = RecordingFile.Write(
                path, "--out", RecordingHeaders.Of(definition, timeline, parsed.GetValue(speed)!, startedAt: null), timeline,
                () => expected.GetAwaiter().GetResult(), new EventProgress(terminal), cancel);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            terminal.Say($"{path}: {written.Events:N0} events of {timeline.Clients.Count:N0} clients, {written.Facts:N0} of them reports; {seconds:N1} s, {written.Events / seconds:N0} a second");
            terminal.Say($"timeline hash {written.Hash}");
            return Task.FromResult((int)SimExit.Good);
        });
        return command;
    }
}
