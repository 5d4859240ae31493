using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// The parts of a client's life: its presence, and the facts that change. Each is a small state machine, independent of the others. The
/// states of a fact are the numbers of its values; a pattern's are those of its status.
/// </summary>
internal static class Tracks
{
    /// <summary>It stands for the presence, which is no fact.</summary>
    public const Fact Presence = MovesAttribute.Presence;

    /// <summary>All of them, in the order of their verbs: of two that are due at once the first one acts first.</summary>
    public static Fact[] All { get; } = [.. Enum.GetValues<Verb>().Select(verb => MovesAttribute.Of(verb).Track).Distinct()];

    /// <summary>The facts of few values among them.</summary>
    public static Fact[] OfNumbers { get; } = [.. All.Where(track => track != Presence && Facts.Of(track).Values is not null)];

    private static readonly int[] Places = [.. Facts.All.Select(fact => Array.IndexOf(All, fact.Fact))];

    /// <summary>A track's place among all.</summary>
    public static int PlaceOf(Fact track) => track == Presence ? 0 : Places[Facts.IndexOf(track)];
}
