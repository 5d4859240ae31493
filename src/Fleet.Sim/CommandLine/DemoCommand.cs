using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim demo</c>.</summary>
internal static class DemoCommand
{
    private const string Scenario = "office-day";
    private const int Clients = 1000;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    public static Command Create(Terminal terminal)
    {
        var load = new LoadOptions($"{Clients}");
        var (record, inProcess, own) = (new RecordOption(), new InProcessRun(), new OwnHosts());
        var command = new Command("demo", $"""
            Starts a host of its own, drives office days in fast motion against it, and checks every client in the end.
            The host keeps its data in a temporary folder, which is removed. With --duration there is one day of that length;
            else one day of {Length.TotalMinutes:0} minutes follows the other until Ctrl+C, and then everything is checked.

            Examples:
              fleet-sim demo
              fleet-sim demo --clients 5000 --duration 60s --json out.json
              fleet-sim demo --nodes 3 --clients 5000 --duration 60s       the same on a cluster of three
            """ + ExitCodes.Of(ExitCodes.Driving));
        own.AddNodesTo(command);
        load.AddTo(command);
        record.AddTo(command);
        inProcess.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var scenario = ScenarioLibrary.Load(Scenario);
            if (inProcess.IsAsked(parsed))
                return inProcess.Run(parsed, terminal, scenario, more => load.Timeline(parsed, scenario, Clients, Length, more), load, record.Path(parsed), cancel);
            ITimeline timeline = load.Timeline(parsed, scenario, Clients, Length);
            if (!load.EndsByItself(parsed))
                timeline = new DayAfterDay(timeline);
            await using var hosts = await own.StartAsync(parsed, terminal, timeline, cancel);
            if (!load.EndsByItself(parsed))
                terminal.Say("Ctrl+C ends the demo with its verdict");
            terminal.Interrupt.EndsGently = !load.EndsByItself(parsed);
            var drive = load.Drive(parsed, hosts.Grpc, timeline.Clients.Count);
            var trial = new Trial(timeline, new TrialOptions(drive, hosts.Http[0], ClientRules.Default) { OtherApis = [.. hosts.Http.Skip(1)], Readers = load.Readers(parsed) }, TimeProvider.System);
            var startedAt = TimeProvider.System.GetUtcNow();
            return await terminal.ShowAsync(
                trial, timeline.Clients.Count, load.Slo(parsed), RunPurpose.Demonstration, load.Results, parsed, cancel,
                outcome => record.Write(parsed, terminal, outcome, scenario, trial.Played, drive.Speed, startedAt, cancel));
        });
        return command;
    }
}
