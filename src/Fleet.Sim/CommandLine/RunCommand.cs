using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim run SCENARIO</c>.</summary>
internal static class RunCommand
{
    private const string Help = """
        Drives a scenario against a server, and checks every client in the end. A server that knows one of the clients is left alone,
        unless that is asked for. A scenario of yours is a YAML file: docs/scenarios.md tells all about it, `fleet-sim schema` writes its
        schema for your editor, and --in-process plays it in seconds, without any server. Where its operator acts (settings, grants,
        tasks), that is done over the server's HTTP API, and the server has to be one without other clients.

        Examples:
          fleet-sim run office-day --duration 5m
          fleet-sim run my.yaml --in-process
          fleet-sim run my.yaml --own-host --duration 2m --html run.html
          fleet-sim run my.yaml --store monday.fleet --readers 20 --slo "p99<250ms,read.p99<50ms,visible.p99<250ms"
          fleet-sim run office-day --clients 20000 --duration 2m --slo "p99<250ms,errors<0.1%" --json out.json
          fleet-sim run managed-day --own-host --clients 120 --duration 1m
          fleet-sim run office-day --clients 100 --in-process --seeds 1000
          fleet-sim run my.yaml --server http://10.0.0.5:5081 --api http://10.0.0.5:5080
          fleet-sim run office-day --server http://10.0.0.5:5081 --api http://10.0.0.5:5080 --workers https://10.0.0.6:7001,https://10.0.0.7:7001
        """;

    public static Command Create(Terminal terminal)
    {
        var scenario = new Argument<string>("SCENARIO") { Description = "A file, or the name of a scenario that ships: " + string.Join(", ", ScenarioLibrary.Names) + "." };
        var (servers, apis) = (ServerOptions.Servers(), ServerOptions.Apis());
        var load = new LoadOptions("what the scenario says");
        var (record, inProcess, identity, own, trust, workers) = (new RecordOption(), new InProcessRun(), new IdentityOptions(), new OwnHosts(), new TrustOption(), new WorkersOptions());
        var command = new Command("run", Help + ExitCodes.Of(ExitCodes.Driving))
        {
            scenario, servers, apis,
        };
        trust.AddTo(command);
        own.AddTo(command);
        own.AddStoreTo(command);
        identity.AddTo(command);
        load.AddTo(command);
        record.AddTo(command);
        inProcess.AddTo(command);
        workers.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var definition = ScenarioLibrary.Load(parsed.GetValue(scenario)!);
            if (inProcess.IsAsked(parsed))
                return inProcess.Run(parsed, terminal, definition, more => load.Timeline(parsed, definition, more: more), load, record.Path(parsed), cancel);
            var (grpc, api) = ((IReadOnlyList<Uri>)parsed.GetValue(servers)!, (IReadOnlyList<Uri>)parsed.GetValue(apis)!);
            var (trusted, force) = (trust.Of(parsed), workers.Of(parsed, grpc));
            ActLimits.EnsureNone(definition, byWorkers: force is not null);
            if (!own.AreAsked(parsed))
                await ServiceCheck.EnsureServedAsync(grpc, api, trusted, cancel);
            var drawn = load.Timeline(parsed, definition);
            var timeline = identity.Renamed(parsed, drawn);
            await using var hosts = own.AreAsked(parsed) ? await own.StartAsync(parsed, terminal, timeline, cancel) : null;
            var (drive, http) = (load.Drive(parsed, hosts?.Grpc ?? grpc, timeline.Clients.Count) with { Trust = trusted }, hosts?.Http ?? api);
            if (hosts is null)
                await StreamLimit.EnsureRoomAsync(grpc, timeline.Clients.Count, drive.Connections, trusted, cancel);
            if (hosts is null || own.HasStore(parsed))
                await identity.EnsureFreeAsync(parsed, timeline, http[0], trusted, cancel);
            await ActLimits.EnsureAloneAsync(timeline, http[0], trusted, cancel);
            var order = new TimelineOrder(definition, drawn.Options, Rename: identity.Prefix(parsed));
            var options = new TrialOptions(drive, http[0], ClientRules.Default)
            {
                OtherApis = [.. http.Skip(1)],
                Readers = load.Readers(parsed),
                Workers = force is not null ? stop => force.StartAsync(order, drive, new ReadOrder(load.Readers(parsed), http), TimeProvider.System, stop) : null,
            };
            var trial = new Trial(timeline, options, TimeProvider.System);
            var startedAt = TimeProvider.System.GetUtcNow();
            return await terminal.ShowAsync(
                trial, timeline.Clients.Count, load.Slo(parsed), RunPurpose.Measurement, load.Results, parsed, cancel,
                outcome => record.Write(parsed, terminal, outcome, definition, trial.Played, drive.Speed, startedAt, cancel));
        });
        return command;
    }
}
