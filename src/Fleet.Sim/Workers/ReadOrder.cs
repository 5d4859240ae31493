namespace Fleet.Sim.Workers;

/// <summary>What workers are to read while they drive.</summary>
/// <param name="Readers">How many readers there are in all; the workers share them.</param>
/// <param name="Apis">The HTTP APIs of the server's nodes.</param>
public sealed record ReadOrder(int Readers, IReadOnlyList<Uri> Apis)
{
    /// <summary>How many of them one worker has.</summary>
    /// <param name="part">Which, from 0.</param>
    /// <param name="parts">How many workers there are.</param>
    internal int OfPart(int part, int parts) => (Readers / parts) + (part < Readers % parts ? 1 : 0);
}
