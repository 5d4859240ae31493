using Fleet.Sim.Report;

namespace Fleet.Sim.CommandLine;

/// <summary>What the codes that the process ends with mean, as the help of every command tells it.</summary>
internal static class ExitCodes
{
    private static readonly IReadOnlyList<(SimExit Code, string Meaning)> Table =
    [
        (SimExit.Good, "good"),
        (SimExit.Failed, "an unexpected error: a defect of fleet-sim; FLEET_SIM_TRACE=1 in the environment shows where"),
        (SimExit.BadUsage, "bad usage, or a scenario or file that cannot be used"),
        (SimExit.SloMissed, "the objective was missed"),
        (SimExit.GeneratorInvalid, "the generator was late or short of processor time, or a worker was lost or busy: the figures say nothing about the server"),
        (SimExit.ServerDiffers, "the server, or the rules, are not what they should be"),
        (SimExit.ReplayDiverged, "the recording gives another fleet than it tells"),
        (SimExit.ServerUnreachable, "no server answers"),
        (SimExit.Regression, "something got worse"),
        (SimExit.NotSettled, "something was still without an answer when the wait for it was over"),
        (SimExit.Interrupted, "interrupted; the result is partial"),
    ];

    /// <summary>Of a command that drives a server.</summary>
    public static IReadOnlyList<SimExit> Driving { get; } =
        [SimExit.SloMissed, SimExit.GeneratorInvalid, SimExit.ServerDiffers, SimExit.ServerUnreachable, SimExit.NotSettled];

    /// <summary>All of them, for the help.</summary>
    public static string All { get; } = Of([.. Table.Select(row => row.Code)]);

    /// <summary>The end of a command's description: these, and those that every command may end with.</summary>
    public static string Of(params IReadOnlyCollection<SimExit> codes) => "\n\nExit codes:\n" + string.Join('\n', Table
        .Where(row => codes.Contains(row.Code) || row.Code is SimExit.Good or SimExit.Failed or SimExit.BadUsage or SimExit.Interrupted)
        .Select(row => $"  {(int)row.Code,-5}{row.Meaning}"));
}
