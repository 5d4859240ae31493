using Fleet.Sim.Report;

namespace Fleet.Sim.Verification;

/// <summary>What a recording, and maybe a server, is judged by.</summary>
internal static class VerifyChecks
{
    public static IReadOnlyList<TrialCheck> Of(Verified verified)
    {
        var (played, told) = (verified.Played, verified.Recording.Footer.FleetHash);
        return
        [
            new(CheckOf.Fleet, "the rules keep every law", SimExit.ReplayDiverged, played.Violation is { } wrong ? string.Join('\n', wrong.Lines) : null),
            new(CheckOf.Fleet, "the fleet is the recorded one", SimExit.ReplayDiverged, verified.HashDiffers ? $"the rules make {played.FleetHash} of it, the recording tells {told}" : null)
            {
                Skipped = told is null ? "the recording does not tell its fleet" : played.Violation is not null ? "the rules broke a law before" : null,
            },
            new(CheckOf.Fleet, "the server has that fleet", SimExit.ServerDiffers, verified.Server is { Differing: > 0 } server ? string.Join('\n', [$"{server.Differing:N0} of {server.Checked:N0} clients differ", .. server.Groups.Select(group => $"{group}")]) : null)
            {
                Skipped = verified.Server is null ? "no --api was given" : null,
            },
        ];
    }
}
