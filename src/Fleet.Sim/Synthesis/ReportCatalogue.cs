using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The reports of a run. There are few different ones, so each is made once.</summary>
internal sealed class ReportCatalogue(PatternBook patterns)
{
    private readonly ObserveFacts[] _roaming = [With(new() { Roaming = false }), With(new() { Roaming = true })];
    private readonly ObserveFacts[] _realTimeScan = [.. Enum.GetValues<RealTimeScan>().Select(value => With(new() { RealTimeScan = value }))];
    private readonly ObserveFacts[] _smartProtection = [.. Enum.GetValues<SmartProtection>().Select(value => With(new() { SmartProtection = value }))];
    private readonly Dictionary<(PatternStatus, byte), ObserveFacts> _patterns = [];

    /// <summary>All that a client tells when its life begins.</summary>
    public static ObserveFacts First(Population population, ReportedPattern pattern) => With(new()
    {
        ScanMethod = population.ScanMethod,
        Pattern = pattern,
        RealTimeScan = RealTimeScan.Enabled,
        SmartProtection = population.SmartProtection,
        Roaming = false,
    });

    /// <summary>All that a client is by now.</summary>
    public ObserveFacts Whole(Population population, Func<Track, byte> state, byte release) => With(new()
    {
        ScanMethod = population.ScanMethod,
        Pattern = patterns.Of((PatternStatus)state(Track.Pattern), release),
        RealTimeScan = (RealTimeScan)state(Track.RealTimeScan),
        SmartProtection = (SmartProtection)state(Track.SmartProtection),
        Roaming = state(Track.Roaming) == (byte)RoamingState.Roaming,
    });

    /// <summary>The report of a track's new state.</summary>
    public ObserveFacts Of(Track track, byte state, byte release) => track switch
    {
        Track.Roaming => _roaming[state],
        Track.RealTimeScan => _realTimeScan[state - 1],
        Track.SmartProtection => _smartProtection[state - 1],
        Track.Pattern => Pattern((PatternStatus)state, release),
        _ => throw new ArgumentOutOfRangeException(nameof(track), track, "not told by a report"),
    };

    private ObserveFacts Pattern(PatternStatus status, byte release)
    {
        if (!_patterns.TryGetValue((status, release), out var tell))
            _patterns[(status, release)] = tell = With(new() { Pattern = patterns.Of(status, release) });
        return tell;
    }

    private static ObserveFacts With(ReportedFacts facts) => new(facts);
}
