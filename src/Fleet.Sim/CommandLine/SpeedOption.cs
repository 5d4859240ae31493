using System.CommandLine;
using Fleet.Sim.Drive;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--speed</c>.</summary>
internal static class SpeedOption
{
    /// <summary>Of a command that drives a server.</summary>
    public static Option<Speed> Driven() =>
        Of("How fast the timeline is driven: 1x, 10x, or max for as fast as the server takes it; one that takes hardly anything for some minutes ends the run (exit code 9).");

    /// <summary>Of a command that only writes what is to be driven.</summary>
    public static Option<Speed> Planned() =>
        Of("How fast it is to be driven; it decides how patterns are told.");

    private static Option<Speed> Of(string description) => new Option<Speed>("--speed")
    {
        Description = description,
        HelpName = "1x|10x|max",
        DefaultValueFactory = _ => Speed.Real,
    }.ParsedBy(Parsers.Speed);
}
