using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>The life of a population, made ready: what may happen next in each state of each track.</summary>
internal sealed class LifePlan
{
    private const int States = 4;
    private readonly Choice[][] _choices;

    public LifePlan(Population population, PhasePace pace)
    {
        (Population, Numbers) = (population, population.Numbers);
        var verbs = population.Life
            .Select(entry => (Moves: MovesAttribute.Of(entry.Key), Choice: new Choice(entry.Key, new DrawnTiming(entry.Value, pace))))
            .ToList();
        _choices =
        [
            .. from track in Tracks.All
               from state in Enumerable.Range(0, States)
               select verbs.Where(verb => verb.Moves.Track == track && verb.Moves.From.Contains((byte)state)).Select(verb => verb.Choice).ToArray(),
        ];
    }

    /// <summary>Whose life it is.</summary>
    public Population Population { get; }

    /// <summary>Its facts when it begins.</summary>
    public FactNumbers Numbers { get; }

    /// <summary>What may happen next: the first of these to be due does.</summary>
    public ReadOnlySpan<Choice> Choices(Fact track, byte state) => _choices[(Tracks.PlaceOf(track) * States) + state];

    /// <summary>One of the things that may happen.</summary>
    public readonly record struct Choice(Verb Verb, DrawnTiming Timing);
}
