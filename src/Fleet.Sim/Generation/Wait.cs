using Fleet.Sim.Chance;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Generation;

/// <summary>A timing made ready: draws the moment at which something happens.</summary>
internal sealed class Wait
{
    private readonly Timing _timing;
    private readonly Pace _pace;
    private readonly long _least;
    private readonly long _width;

    public Wait(Timing timing, Pace pace)
    {
        _timing = timing;
        _pace = pace;
        (_least, _width) = timing switch
        {
            Timing.AtRate(var mean) => (Microseconds.Of(mean), 0),
            Timing.After(var delay) => (Microseconds.Of(delay), 0),
            Timing.Between(var from, var to) => (Microseconds.Of(from), Microseconds.Of(to - from)),
            Timing.Around(var middle, var reach) => (Microseconds.Of(middle), Microseconds.Of(reach)),
            _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "unknown timing"),
        };
    }

    /// <summary>The moment at which it happens if it became possible now; <see cref="long.MaxValue"/>: after the end.</summary>
    public long From(long now, Draws draws) => _timing switch
    {
        Timing.AtRate => _pace.After(now, draws.Exponential(_least)),
        Timing.Around => now + draws.Bell(_least, _width),
        _ => now + _least + draws.Below(_width),
    };
}
