using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>Numbers the random streams of a client. They are part of what a seed means, and stay what they are.</summary>
internal static class Purpose
{
    public const int Reports = 32;
    public const int ReportKind = 33;
    public const int ReportOffset = 34;

    public const int SettingsFail = 40;

    public static int Of(Verb verb) => (int)verb;

    public static int OfStorm(int storm) => 64 + storm;

    public static int OfAct(int act) => 256 + act;

    public static int OfTask(int act) => 512 + act;
}
