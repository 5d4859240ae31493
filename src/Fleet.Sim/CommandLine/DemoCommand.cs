using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Sim.Hosting;
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
        var record = new RecordOption();
        var command = new Command("demo", $"""
            Starts a host of its own, drives office days in fast motion against it, and checks every client in the end.
            The host keeps its data in a temporary folder, which is removed. With --duration there is one day of that length;
            else one day of {Length.TotalMinutes:0} minutes follows the other until Ctrl+C, and then everything is checked.

            Examples:
              fleet-sim demo
              fleet-sim demo --clients 5000 --duration 60s --seed 7 --json out.json
            """);
        load.AddTo(command);
        record.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            record.EnsurePlace(parsed);
            var scenario = ScenarioLibrary.Load(Scenario);
            ITimeline timeline = load.Timeline(parsed, scenario, Clients, Length);
            if (!load.EndsByItself(parsed))
                timeline = new DayAfterDay(timeline);
            terminal.Say("starting a host");
            await using var host = await OwnHost.StartAsync(cancel);
            terminal.Say($"the host serves {host.Http} (HTTP) and {host.Grpc} (gRPC): try curl {new Uri(host.Http, $"/v1/clients/{timeline.Clients[0].Id}")}");
            if (!load.EndsByItself(parsed))
                terminal.Say("Ctrl+C ends the demo with its verdict");
            terminal.Interrupt.EndsGently = !load.EndsByItself(parsed);
            var drive = load.Drive(parsed, [host.Grpc], timeline.Clients.Count);
            var trial = new Trial(timeline, new TrialOptions(drive, host.Http, ClientRules.Default), TimeProvider.System);
            var startedAt = TimeProvider.System.GetUtcNow();
            var code = await terminal.ShowAsync(trial, timeline.Clients.Count, load.Slo(parsed), load.Json(parsed), strict: false, cancel, load.Html(parsed));
            record.Write(parsed, terminal, code, scenario, trial.Played, drive.Speed, startedAt, cancel);
            return code;
        });
        return command;
    }
}
