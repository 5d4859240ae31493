using System.CommandLine;
using Fleet.Sim.Capacity;
using Fleet.Sim.Drive;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>fleet-sim capacity SCENARIO</c>.</summary>
internal static class CapacityCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new CapacityOptions();
        var command = new Command("capacity", """
            Finds the largest load that a server carries under an objective: doubling, bisection, and a full trial for the bound; again
            until the figure is as sure as asked, or --budget is spent. Without --server each search has a fresh host of its own, on
            other processor cores than the generator. How it is done, and what the figures mean, is told in docs/capacity.md.

            Examples:
              fleet-sim capacity soak
              fleet-sim capacity soak --clients 5000 --slo "p99<100ms,errors<0.1%" --repeats 5 --json capacity.json
              fleet-sim capacity soak --clients 5000 --store monday.fleet
              fleet-sim capacity office-day --find clients --rate 0.1 --server http://10.0.0.5:5081 --api http://10.0.0.5:5080
              fleet-sim capacity soak --server http://10.0.0.5:5081 --api http://10.0.0.5:5080 --workers https://10.0.0.6:7001,https://10.0.0.7:7001
            """ + ExitCodes.Of(SimExit.SloMissed, SimExit.GeneratorInvalid, SimExit.ServerUnreachable, SimExit.NotSettled));
        options.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var setup = options.Setup(parsed);
            if (setup.Servers.Count > 0)
                await EnsureReadyAsync(setup, options, parsed, cancel);
            return await SearchAsync(terminal, setup, options, parsed, cancel);
        });
        return command;
    }

    /// <summary>Somebody else's server: it serves, has room, and knows none of the clients, of which later trials have the same and more.</summary>
    private static async Task EnsureReadyAsync(CapacitySetup setup, CapacityOptions options, ParseResult parsed, CancellationToken cancel)
    {
        await ServiceCheck.EnsureServedAsync(setup.Servers, setup.Apis, setup.Trust, cancel);
        var clients = options.Identity.Renamed(parsed, setup.LoadOf(setup.Plan.Start, number: 1).For(TimeSpan.Zero));
        var connections = setup.Connections ?? ConnectionPool.DefaultCount(clients.Clients.Count, setup.Servers.Count);
        await StreamLimit.EnsureRoomAsync(setup.Servers, clients.Clients.Count, connections, setup.Trust, cancel);
        await options.Identity.EnsureFreeAsync(parsed, clients, setup.Apis[0], setup.Trust, cancel);
    }

    private static async Task<int> SearchAsync(Terminal terminal, CapacitySetup setup, CapacityOptions options, ParseResult parsed, CancellationToken cancel)
    {
        if (setup.Workers is null)
            setup.Cores?.Generator.PinThisProcess();
        if (setup.Split is { } split)
            terminal.Say(CapacityLines.Apart(split, isOwnHost: setup.Servers.Count == 0, byWorkers: setup.Workers is not null));
        terminal.Say($"{setup.Scenario.Name}: searching {(setup.Plan.Kind == LoadKind.Rate ? $"the rate with {setup.Fixed:N0} clients" : $"the number of clients with {setup.Fixed:0.###} reports/s each")}, held to {setup.Slo}");
        terminal.Say(CapacityLines.Plan(setup.Plan));
        var (number, start) = (0, TimeProvider.System.GetTimestamp());
        await using var run = new CapacityRun(
            setup, trial => terminal.Say(CapacityLines.Of(setup, ++number, TimeProvider.System.GetElapsedTime(start), trial)), TimeProvider.System);
        var end = SimExit.Good;
        try
        {
            await run.RunAsync(cancel);
        }
        catch (Exception e) when (cancel.IsCancellationRequested && (e is OperationCanceledException or HostFailedException or ServerUnreachableException))
        {
            // A signal to the whole group ends the trial's host as well, maybe first.
            end = SimExit.Interrupted;
        }
        catch (Exception e) when ((e is ServerUnreachableException or HostFailedException or GeneratorLostException) && run.Trials.Count > 0)
        {
            terminal.Say(e.Message);
            end = e is GeneratorLostException ? SimExit.GeneratorInvalid : SimExit.ServerUnreachable;
        }

        var found = CapacityDocument.Of(setup, run, end);
        foreach (var line in CapacityLines.Summary(setup, found))
            terminal.Say(line);
        options.Write(parsed, setup, found, run.Trials);
        return found.ExitCode;
    }
}
