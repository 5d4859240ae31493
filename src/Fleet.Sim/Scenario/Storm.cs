using System.Collections.Immutable;

namespace Fleet.Sim.Scenario;

/// <summary>Something that hits many clients at once.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="At">When it begins.</param>
/// <param name="For">How long it lasts for a client that is hit; zero if the kind has no end.</param>
/// <param name="Over">How long it takes until all are hit; of a server's return and a pattern's release, which hit all at once, until all are back.</param>
/// <param name="Every">Mean time between two flaps; zero for other kinds.</param>
/// <param name="Share">How many are hit.</param>
/// <param name="Populations">Which may be hit; empty: all.</param>
public sealed record Storm(
    StormKind Kind, TimeSpan At, TimeSpan For, TimeSpan Over, TimeSpan Every, Share Share, ImmutableArray<string> Populations)
{
    /// <summary>Whether a population may be hit.</summary>
    public bool Hits(Population population) => Populations.IsEmpty || Populations.Contains(population.Name);
}

/// <summary>The kinds of storm.</summary>
public enum StormKind
{
    /// <summary>Whoever is not connected logs in.</summary>
    MorningLogin = 1,

    /// <summary>Every stream breaks at once, and after a while all come back.</summary>
    ServerReturn,

    /// <summary>A pattern is released that makes every older one count as outdated: all tell it at once, and all fetch the new one.</summary>
    PatternRelease,

    /// <summary>The Smart Protection Servers get out of reach, and come back.</summary>
    SpsOutage,

    /// <summary>Roaming mode goes on and off and on.</summary>
    RoamingFlap,

    /// <summary>Clients stop to read what the server sends, and go on sending.</summary>
    SlowReaders,

    /// <summary>Cables are pulled: the server is left with connections that only look alive.</summary>
    HalfOpen,

    /// <summary>Machines are shut down and re-imaged: they come back without what they knew, and tell all that they are.</summary>
    ReImage,
}
