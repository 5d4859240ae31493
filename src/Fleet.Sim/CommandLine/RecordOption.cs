using System.CommandLine;
using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--record FILE</c> of a command that runs a scenario.</summary>
internal sealed class RecordOption
{
    private readonly OutputOption _file = new("--record", "Writes what happened as a recording, for replay and verify; nothing if the run is interrupted, or loses its server or a worker.");

    /// <summary>Where to; null: nothing was asked for.</summary>
    public string? Path(ParseResult parsed) => parsed.GetValue(_file);

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Writes the recording of a run that is over, if one was asked for.</summary>
    public void Write(ParseResult parsed, Terminal terminal, TrialOutcome outcome, ScenarioDefinition scenario, ITimeline timeline, Speed speed, DateTimeOffset startedAt, CancellationToken cancel)
    {
        if (parsed.GetValue(_file) is not { } path)
            return;
        if (outcome.Interrupted)
        {
            terminal.Say($"{path}: not written, as the run {(outcome.Vanished is not null ? "lost its server" : outcome.WorkerLost is not null ? "lost a worker" : "was interrupted")}");
            return;
        }

        var written = RecordingFile.Write(
            path, _file.Name, RecordingHeaders.Of(scenario, timeline, speed, startedAt), timeline,
            () => timeline.Acts.Count > 0 ? null : OracleFleet.HashAfterGoodbye(timeline, ClientRules.Default, cancel), progress: null, cancel);
        terminal.Say($"{path}: a recording of {written.Events:N0} events");
    }
}
