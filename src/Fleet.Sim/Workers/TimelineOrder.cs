using Fleet.Sim.Replay;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Workers;

/// <summary>A timeline that workers are to drive, by value: whoever reads it makes the same one.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Options">What the run chose beside it.</param>
/// <param name="Steady">The scenario's people under a steady load, for so long after their log-ins; null: the scenario as it is.</param>
/// <param name="Rename">Put before every client's id; empty: nothing.</param>
public sealed record TimelineOrder(ScenarioDefinition Scenario, TimelineOptions Options, TimeSpan? Steady = null, string Rename = "")
{
    /// <summary>How many clients there are in all.</summary>
    public int Clients => Options.Clients ?? Scenario.Clients;

    /// <summary>The order in a message.</summary>
    internal Messages.Prepare ToMessage()
    {
        var message = new Messages.Prepare { Scenario = Scenario.Text, Seed = Options.Seed, Rename = Rename };
        if (Options.Clients is { } clients)
            message.Clients = clients;
        if (Options.Length is { } length)
            message.Length = length.Ticks;
        if (Options.ReportsPerSecond is { } rate)
            message.ReportsPerSecond = rate.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Options.Patterns is { } patterns)
            message.Patterns = (int)patterns;
        if (Steady is { } steady)
            message.Steady = steady.Ticks;
        return message;
    }

    /// <summary>The order that is in a message.</summary>
    /// <exception cref="ScenarioException">Its scenario cannot be read.</exception>
    internal static TimelineOrder From(Messages.Prepare message) => new(
        ScenarioReader.Read(message.Scenario, "the coordinator's scenario"),
        new TimelineOptions(message.Seed)
        {
            Clients = message.HasClients ? message.Clients : null,
            Length = message.HasLength ? TimeSpan.FromTicks(message.Length) : null,
            ReportsPerSecond = message.HasReportsPerSecond ? decimal.Parse(message.ReportsPerSecond, System.Globalization.CultureInfo.InvariantCulture) : null,
            Patterns = message.HasPatterns ? (PatternForm)message.Patterns : null,
        },
        message.HasSteady ? TimeSpan.FromTicks(message.Steady) : null,
        message.Rename);

    /// <summary>What one of the workers is to drive.</summary>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">How many workers there are.</param>
    internal ITimeline PartOf(int part, int parts)
    {
        var whole = Steady is { } after ? new SteadyLoad(Scenario, Clients, Options.ReportsPerSecond!.Value, Options.Seed).For(after) : new ScenarioTimeline(Scenario, Options);
        var own = new PartTimeline(whole, new Deal(Options.Seed, parts).ClientsOf(part, whole.Clients.Count));
        return Rename.Length == 0 ? own : new MovedTimeline(own, Rename, TimeSpan.Zero);
    }
}
