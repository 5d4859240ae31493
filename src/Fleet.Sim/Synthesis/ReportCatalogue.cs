using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The reports of a run. There are few different ones, so each is made once.</summary>
internal sealed class ReportCatalogue(PatternBook patterns)
{
    private static readonly Dictionary<(Fact, byte), ObserveFacts> OfNumbers = Tracks.OfNumbers
        .SelectMany(fact => Facts.Of(fact).Values!.Numbers.Select(number => (Fact: fact, Number: number)))
        .ToDictionary(of => (of.Fact, (byte)of.Number), of => With(new() { Numbers = default(FactNumbers).With(of.Fact, of.Number) }));

    private readonly Dictionary<(PatternStatus, byte), ObserveFacts> _patterns = [];

    /// <summary>All that a client tells when its life begins.</summary>
    public static ObserveFacts First(Population population, ReportedPattern pattern) => With(new() { Numbers = population.Numbers, Pattern = pattern });

    /// <summary>All that a client is by now.</summary>
    public ObserveFacts Whole(Population population, Func<Fact, byte> state, byte release)
    {
        var numbers = population.Numbers;
        foreach (var fact in Tracks.OfNumbers)
            numbers = numbers.With(fact, state(fact));
        return With(new() { Numbers = numbers, Pattern = patterns.Of((PatternStatus)state(Fact.Pattern), release) });
    }

    /// <summary>The report of a track's new state.</summary>
    public ObserveFacts Of(Fact track, byte state, byte release) =>
        track == Fact.Pattern ? Pattern((PatternStatus)state, release) : OfNumbers[(track, state)];

    private ObserveFacts Pattern(PatternStatus status, byte release)
    {
        if (!_patterns.TryGetValue((status, release), out var tell))
            _patterns[(status, release)] = tell = With(new() { Pattern = patterns.Of(status, release) });
        return tell;
    }

    private static ObserveFacts With(ReportedFacts facts) => new(facts);
}
