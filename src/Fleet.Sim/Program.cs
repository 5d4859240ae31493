using System.CommandLine;
using Fleet.Protocol.Recording;
using Fleet.Sim.CommandLine;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario;
using Fleet.Sim.Trials;

using var interrupt = new Interrupt(TimeProvider.System);
var parsed = RootOfCommands.Create(Terminal.Of(resultOnStandardOutput: args.Contains(ResultFile.StandardOutput), interrupt)).Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("fleet-sim --help tells more.");
    return (int)SimExit.BadUsage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupt.Token);
}
catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
{
    return (int)SimExit.Interrupted;
}
catch (Exception e) when (e is ScenarioException or RecordingException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return (int)SimExit.BadUsage;
}
catch (Exception e) when (e is ServerUnreachableException or HostFailedException)
{
    Console.Error.WriteLine(e.Message);
    return (int)SimExit.ServerUnreachable;
}
