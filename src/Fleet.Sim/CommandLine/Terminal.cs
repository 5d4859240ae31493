using System.CommandLine;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Spectre.Console;

namespace Fleet.Sim.CommandLine;

/// <summary>Where a command shows what it does. Standard output belongs to the result where that is asked for there.</summary>
internal sealed class Terminal(IAnsiConsole console, Interrupt interrupt)
{
    public static Terminal Of(bool resultOnStandardOutput, Interrupt interrupt) => new(AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(resultOnStandardOutput ? Console.Error : Console.Out),
    }), interrupt);

    /// <summary>What the person at it asks for.</summary>
    public Interrupt Interrupt => interrupt;

    /// <summary>A line for the person who watches.</summary>
    public void Say(string line) => console.Profile.Out.Writer.WriteLine(line);

    /// <summary>Runs a trial, shows it meanwhile and its summary then, and writes its result. Returns the exit code.</summary>
    /// <remarks><paramref name="record"/> writes what else was asked for, knowing how it went.</remarks>
    /// <exception cref="IOException">Some of it could not be written.</exception>
    public async Task<int> ShowAsync(
        Trial trial, int clients, Slo? slo, RunPurpose purpose, ResultOptions results, ParseResult parsed, CancellationToken cancel, Action<TrialOutcome>? record = null)
    {
        var running = trial.RunAsync(cancel, interrupt.Enough);
        await LiveView.ShowAsync(console, trial, clients, running);
        var outcome = await running;
        var verdict = Verdict.Of(outcome, slo, purpose);
        foreach (var line in RunSummary.Lines(outcome, verdict, slo))
            Say(line);
        var machine = Machine.Current(outcome.CpuShare) with { GeneratorBytesPerClient = outcome.BytesPerClient };
        results.Write(parsed, outcome, verdict, slo, machine, () => record?.Invoke(outcome));
        return (int)verdict.Code;
    }
}
