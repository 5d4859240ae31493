using System.CommandLine;
using Fleet.Sim.Drive;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--speed</c>.</summary>
internal static class SpeedOption
{
    public static Option<Speed> Create() => new Option<Speed>("--speed")
    {
        Description = "How fast the timeline is driven: 1x, 10x, or max for as fast as the server takes it; one that takes hardly anything for some minutes ends the run (exit code 9).",
        HelpName = "1x|10x|max",
        DefaultValueFactory = _ => Speed.Real,
    }.ParsedBy(Parsers.Speed);
}
