using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;

namespace Fleet.Sim.Verification;

/// <summary>What the verification of a recording found.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Played">What the rules make of it.</param>
/// <param name="Server">What a server shows; null: none was asked.</param>
/// <param name="WhatIf">What other settings would have changed; null: none were given.</param>
internal sealed record Verified(RecordedTimeline Recording, PlayOutcome Played, ServerState? Server, WhatIf? WhatIf)
{
    /// <summary>The rules make another fleet of it than it tells.</summary>
    public bool HashDiffers => Played.Violation is null && Recording.Footer.FleetHash is { } told && told != Played.FleetHash;

    /// <summary>The recording itself gives the fleet that it should, whatever a server shows.</summary>
    public bool RecordingIsSame => Played.Violation is null && !HashDiffers;

    /// <summary>The server was asked, and has another fleet than the rules make of the recording.</summary>
    public bool ServerDiffers => Server?.Differing > 0;

    /// <summary>How the process ends: where both are wrong, by the server.</summary>
    public SimExit Exit => ServerDiffers ? SimExit.ServerDiffers : RecordingIsSame ? SimExit.Good : SimExit.ReplayDiverged;
}
