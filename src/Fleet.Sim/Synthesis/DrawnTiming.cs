using Fleet.Sim.Chance;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>A timing made ready: draws the moment at which something happens.</summary>
internal sealed class DrawnTiming
{
    private readonly Timing _timing;
    private readonly PhasePace _pace;
    private readonly long _least;
    private readonly long _width;

    public DrawnTiming(Timing timing, PhasePace pace)
    {
        _timing = timing;
        _pace = pace;
        (_least, _width) = timing switch
        {
            Timing.AtRate(var mean) => (WholeMicroseconds.Of(mean), 0),
            Timing.AfterDelay(var delay) => (WholeMicroseconds.Of(delay), 0),
            Timing.WithinRange(var from, var to) => (WholeMicroseconds.Of(from), WholeMicroseconds.Of(to - from)),
            Timing.AroundMiddle(var middle, var reach) => (WholeMicroseconds.Of(middle), WholeMicroseconds.Of(reach)),
            _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "unknown timing"),
        };
    }

    /// <summary>The moment at which it happens if it became possible now; <see cref="long.MaxValue"/>: after the end.</summary>
    public long From(long now, Draws draws) => _timing switch
    {
        Timing.AtRate => _pace.After(now, draws.Exponential(_least)),
        Timing.AroundMiddle => now + draws.Bell(_least, _width),
        _ => now + _least + draws.Below(_width),
    };
}
