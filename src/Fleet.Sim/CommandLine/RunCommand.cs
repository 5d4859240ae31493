using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim run SCENARIO</c>.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        var scenario = new Argument<string>("SCENARIO") { Description = "A file, or the name of a scenario that ships: " + string.Join(", ", ScenarioLibrary.Names) + "." };
        var (servers, api) = (ServerOptions.Servers(), ServerOptions.Api());
        var load = new LoadOptions("what the scenario says");
        var (record, inProcess, identity) = (new RecordOption(), new InProcessRun(), new IdentityOptions());
        var command = new Command("run", """
            Drives a scenario against a server, and checks every client in the end. A server that knows one of the clients is left alone,
            unless that is asked for.

            Examples:
              fleet-sim run office-day --duration 5m
              fleet-sim run office-day --clients 20000 --duration 2m --slo "p99<250ms,errors<0.1%" --json out.json
              fleet-sim run office-day --clients 100 --in-process --seeds 1000
              fleet-sim run my-day.yaml --server http://10.0.0.5:5081 --api http://10.0.0.5:5080
            """ + ExitCodes.Of(ExitCodes.Driving))
        {
            scenario, servers, api,
        };
        identity.AddTo(command);
        load.AddTo(command);
        record.AddTo(command);
        inProcess.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var definition = ScenarioLibrary.Load(parsed.GetValue(scenario)!);
            if (inProcess.IsAsked(parsed))
                return inProcess.Run(parsed, terminal, definition, more => load.Timeline(parsed, definition, more: more), load, record.Path(parsed), cancel);
            await ServiceCheck.EnsureServedAsync(parsed.GetValue(servers)!, parsed.GetValue(api)!, cancel);
            var timeline = identity.Renamed(parsed, load.Timeline(parsed, definition));
            await identity.EnsureFreeAsync(parsed, timeline, parsed.GetValue(api)!, cancel);
            var drive = load.Drive(parsed, parsed.GetValue(servers)!, timeline.Clients.Count);
            var trial = new Trial(timeline, new TrialOptions(drive, parsed.GetValue(api)!, ClientRules.Default), TimeProvider.System);
            var startedAt = TimeProvider.System.GetUtcNow();
            return await terminal.ShowAsync(
                trial, timeline.Clients.Count, load.Slo(parsed), load.Json(parsed), RunPurpose.Measurement, cancel, load.Html(parsed),
                code => record.Write(parsed, terminal, code, definition, trial.Played, drive.Speed, startedAt, cancel));
        });
        return command;
    }
}
