using Akka.Configuration;
using Fleet.Journal.Hocon;

namespace Fleet.Actors.Sweep;

/// <summary>The section <c>fleet.sweep</c>; each key is explained in hocon/sweep.conf.</summary>
/// <param name="Interval">From the end of a round to the next one.</param>
/// <param name="Page">Clients told at a time.</param>
/// <param name="AnswerWithin">How long a client is waited for.</param>
/// <param name="MaxLag">How old a journal row may be that the read model does not have yet.</param>
/// <param name="ComparePageEvery">Pace of the comparison of sessions.</param>
/// <param name="CompareInterval">From the end of a comparison to the next one.</param>
public sealed record SweepSettings(
    TimeSpan Interval, int Page, TimeSpan AnswerWithin, TimeSpan MaxLag, TimeSpan ComparePageEvery, TimeSpan CompareInterval)
{
    private const string Path = "fleet.sweep";

    /// <summary>Where the sweeps run.</summary>
    public const string Dispatcher = Path + ".dispatcher";

    /// <summary>Reads the section.</summary>
    /// <exception cref="ConfigurationException">A key is missing or has a value that it does not take.</exception>
    public static SweepSettings Read(Config config)
    {
        var section = config.GetConfig(Path) ?? throw new ConfigurationException($"{Path} is missing.");
        return new SweepSettings(
            section.RequiredTime("interval"),
            section.RequiredInt("page", least: 1),
            section.RequiredTime("answer-within"),
            section.RequiredTime("max-lag"),
            section.RequiredTime("compare-page-every"),
            section.RequiredTime("compare-interval"));
    }
}
