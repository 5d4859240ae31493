using Fleet.Sim.Chance;

namespace Fleet.Sim.Timeline;

/// <summary>
/// Deals a fleet out to several generators, by seed and number alone. Of as many clients in a row as there are parts each part gets one, so the parts
/// are alike in size; which one is drawn, so that no part gets all clients of a population whose numbers are evenly spread.
/// </summary>
/// <param name="Seed">Of the timeline.</param>
/// <param name="Parts">How many generators, at least one.</param>
public sealed record Deal(long Seed, int Parts)
{
    /// <summary>A random stream of its own, beside those in which clients live.</summary>
    private const int Stream = 48;

    /// <summary>Everybody is in the one part that there is.</summary>
    public static Deal Whole { get; } = new(0, 1);

    /// <summary>The part, from 0, that a client goes to.</summary>
    public int PartOf(int client) => Parts == 1 ? 0 : (int)((client + new Draws(Seed, client / Parts, Stream, round: 0).Below(Parts)) % Parts);

    /// <summary>Numbers of the clients of a part, in order.</summary>
    /// <param name="part">From 0.</param>
    /// <param name="clients">How many clients there are in all.</param>
    public int[] ClientsOf(int part, int clients) => [.. Enumerable.Range(0, clients).Where(client => PartOf(client) == part)];
}
