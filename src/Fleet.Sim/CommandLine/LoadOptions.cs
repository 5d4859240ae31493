using System.CommandLine;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>The options of every command that drives a scenario.</summary>
/// <param name="usualClients">How many clients there are where none are asked for, for the help.</param>
internal sealed class LoadOptions(string usualClients)
{
    private readonly TimelineArguments _timeline = new(usualClients);
    private readonly DriveArguments _drive = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _timeline.AddTo(command);
        _drive.AddTo(command);
    }

    /// <summary>The run has a length that was asked for.</summary>
    public bool EndsByItself(ParseResult parsed) => _timeline.LengthOf(parsed) is not null;

    public Slo? Slo(ParseResult parsed) => _drive.Slo(parsed);

    /// <inheritdoc cref="DriveArguments.Results"/>
    public ResultOptions Results => _drive.Results;

    /// <inheritdoc cref="TimelineArguments.Timeline"/>
    public ScenarioTimeline Timeline(ParseResult parsed, ScenarioDefinition scenario, int? clients = null, TimeSpan? length = null, long more = 0) =>
        _timeline.Timeline(parsed, scenario, _drive.SpeedOf(parsed), clients, length, more);

    public Speed SpeedOf(ParseResult parsed) => _drive.SpeedOf(parsed);

    public int Readers(ParseResult parsed) => _drive.Readers(parsed);

    public DriveOptions Drive(ParseResult parsed, IReadOnlyList<Uri> servers, int clients) => _drive.Drive(parsed, servers, clients);
}
