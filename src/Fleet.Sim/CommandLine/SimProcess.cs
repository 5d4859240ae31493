using System.CommandLine;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;

namespace Fleet.Sim.CommandLine;

/// <summary>The life of the process around a command: whatever ends it, there is a line about it and an exit code.</summary>
internal static class SimProcess
{
    /// <summary>In the environment: an unexpected error is shown with where it came from.</summary>
    public const string Trace = "FLEET_SIM_TRACE";

    /// <summary>Does what the arguments say.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var interrupt = new Interrupt(TimeProvider.System);
        return await GuardAsync(() => InvokeAsync(arguments, interrupt), Console.Error, interrupt.Token);
    }

    /// <summary>Runs a command and turns what it throws into a line and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command, TextWriter errors, CancellationToken interrupted)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return (int)SimExit.Interrupted;
        }
        catch (Exception e) when (e is BadUsageException or ScenarioException or RecordingException or WorkerRefusedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(e.Message);
            return (int)SimExit.BadUsage;
        }
        catch (GeneratorLostException e)
        {
            await errors.WriteLineAsync(e.Message);
            return (int)SimExit.GeneratorInvalid;
        }
        catch (Exception e) when (e is ServerUnreachableException or HostFailedException)
        {
            await errors.WriteLineAsync(e.Message);
            return (int)SimExit.ServerUnreachable;
        }
        catch (Exception unexpected)
        {
            var shown = Environment.GetEnvironmentVariable(Trace) is { Length: > 0 };
            await errors.WriteLineAsync(shown
                ? $"fleet-sim: ended by an unexpected error. {unexpected}"
                : $"fleet-sim: ended by an unexpected error: {unexpected.GetType().Name}: {unexpected.Message.ReplaceLineEndings(" ")} ({Trace}=1 in the environment shows where)");
            return (int)SimExit.Failed;
        }
    }

    private static async Task<int> InvokeAsync(string[] arguments, Interrupt interrupt)
    {
        var root = RootOfCommands.Create(Terminal.Of(OutputOption.TakesStandardOutput(arguments), interrupt));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Console.Error.WriteLine(error.Message);
            if (parsed.CommandResult.Command == root)
                await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error }, interrupt.Token);
            else
                Console.Error.WriteLine($"fleet-sim {parsed.CommandResult.Command.Name} --help tells more.");
            return (int)SimExit.BadUsage;
        }

        if (parsed.Action == parsed.CommandResult.Command.Action)
            OutputOption.EnsureWritable(parsed);
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupt.Token);
    }
}
