using System.CommandLine;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario;
using Fleet.Sim.Synthesis;

namespace Fleet.Sim.CommandLine;

/// <summary>The options that choose what happens.</summary>
/// <param name="usualClients">How many clients there are where none are asked for, for the help.</param>
internal sealed class TimelineArguments(string usualClients)
{
    private readonly Option<int> _clients = new Option<int>("--clients")
    {
        Description = $"How many virtual clients. [default: {usualClients}]",
        HelpName = "N",
    }.ParsedBy(Parsers.Clients);

    private readonly Option<TimeSpan?> _duration = new Option<TimeSpan?>("--duration")
    {
        Description = "Compresses the scenario to that length, so that all of it happens: 30s, 5m, 1h30m.",
        HelpName = "TIME",
    }.ParsedBy(Parsers.Duration);

    private readonly Option<long> _seed = new Option<long>("--seed")
    {
        Description = "Chooses what happens: the same seed gives the same run.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.ParsedBy(Parsers.Seed);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _clients, _duration, _seed })
            command.Options.Add(option);
    }

    /// <summary>The length that was asked for; null: none.</summary>
    public TimeSpan? LengthOf(ParseResult parsed) => parsed.GetValue(_duration);

    /// <summary>The timeline of a scenario, as the options ask for it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="speed">How fast it is to be driven.</param>
    /// <param name="clients">How many clients where none are asked for; null: what the scenario says.</param>
    /// <param name="length">The length where none is asked for; null: the scenario's.</param>
    /// <param name="more">So many seeds further on.</param>
    public ScenarioTimeline Timeline(ParseResult parsed, ScenarioDefinition scenario, Speed speed, int? clients = null, TimeSpan? length = null, long more = 0) =>
        new(scenario, new TimelineOptions(parsed.GetValue(_seed) + more)
        {
            Clients = parsed.GetValue(_clients) is > 0 and var asked ? asked : clients,
            Length = parsed.GetValue(_duration) ?? length,
            // A server's clock runs at 1x, so away from that the clients judge the age of patterns themselves.
            Patterns = speed == Speed.Real ? null : PatternForm.Status,
        });
}
