using Akka.Configuration;
using Fleet.Journal.Hocon;

namespace Fleet.Actors.ReadSide;

/// <summary>The section <c>fleet.read-model</c>; each key is explained in hocon/read-model.conf.</summary>
/// <param name="PollInterval">How often the journal is asked without a signal.</param>
/// <param name="Pace">From the begin of a step to that of the next one, unless a step leaves work behind.</param>
/// <param name="RetryAfter">After a step that failed.</param>
/// <param name="Patience">How long a query waits for an offset.</param>
/// <param name="MaxLag">Rows that ingest may outrun the read model by.</param>
/// <param name="LagCheck">How often that is looked at.</param>
/// <param name="StuckAfter">Ingest does not wait for a read model that has not moved for so long.</param>
public sealed record ProjectorSettings(
    TimeSpan PollInterval, TimeSpan Pace, TimeSpan RetryAfter, TimeSpan Patience, int MaxLag, TimeSpan LagCheck, TimeSpan StuckAfter)
{
    private const string Path = "fleet.read-model";

    /// <summary>Where the projector runs.</summary>
    public const string Dispatcher = Path + ".dispatcher";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static ProjectorSettings Read(Config config)
    {
        var section = config.GetConfig(Path) ?? throw new ConfigurationException($"{Path} is missing.");
        return new ProjectorSettings(
            section.RequiredTime("poll-interval"),
            section.RequiredTime("pace"),
            section.RequiredTime("retry-after"),
            section.RequiredTime("patience"),
            section.RequiredInt("max-lag", least: 1),
            section.RequiredTime("lag-check"),
            section.RequiredTime("stuck-after"));
    }
}
