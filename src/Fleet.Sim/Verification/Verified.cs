using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;

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

    /// <summary>Everything is as it should be.</summary>
    public bool IsSame => Played.Violation is null && !HashDiffers && (Server is null || Server.Differing == 0);
}
