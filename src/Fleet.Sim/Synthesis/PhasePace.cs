using System.Collections.Immutable;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// How time is stretched where the fleet is less busy and pressed where it is busier. What comes at a rate is drawn in
/// <em>work</em>: microseconds at an intensity of 100%. The duration is cut into cells of equal intensity.
/// </summary>
internal sealed class PhasePace
{
    private const int Cells = 1_024;
    private const long Full = 1_000_000;

    private readonly long _duration;
    private readonly long[] _intensity = new long[Cells];
    private readonly long[] _workBefore = new long[Cells + 1];

    public PhasePace(ImmutableArray<Phase> phases, long duration)
    {
        _duration = duration;
        Array.Fill(_intensity, Full);
        long begin = 0, level = 0;
        foreach (var phase in phases)
        {
            for (var cell = 0; cell < Cells; cell++)
            {
                // In half cells: the middle of each cell decides.
                var into = ((((2L * cell) + 1) * Full) / (2 * Cells)) - begin;
                if (into >= 0 && into < phase.Share.PerMillion)
                    _intensity[cell] = IntensityOf(phase, level, into);
            }

            begin += phase.Share.PerMillion;
            level = phase.Shape == PhaseShape.Spike ? level : phase.Intensity.PerMillion;
        }

        for (var cell = 0; cell < Cells; cell++)
            _workBefore[cell + 1] = _workBefore[cell] + WorkOf(BeginOf(cell + 1) - BeginOf(cell), _intensity[cell]);
    }

    /// <summary>The moment by which so much work is done; <see cref="long.MaxValue"/> if the scenario is over before.</summary>
    public long At(long work)
    {
        if (work < 0 || work >= _workBefore[Cells])
            return long.MaxValue;
        var found = Array.BinarySearch(_workBefore, work);
        var cell = found >= 0 ? found : ~found - 1;
        while (_intensity[cell] == 0)
            cell++;
        return BeginOf(cell) + (long)((UInt128)(work - _workBefore[cell]) * Full / (ulong)_intensity[cell]);
    }

    /// <summary>The moment by which so much more work is done; <see cref="long.MaxValue"/> if the scenario is over before.</summary>
    public long After(long now, long work)
    {
        var cell = Math.Min(Cells - 1, (int)((UInt128)(ulong)now * Cells / (ulong)_duration));
        return At(_workBefore[cell] + WorkOf(now - BeginOf(cell), _intensity[cell]) + work);
    }

    private static long IntensityOf(Phase phase, long level, long into)
    {
        var (length, goal) = (phase.Share.PerMillion, (long)phase.Intensity.PerMillion);
        return phase.Shape switch
        {
            PhaseShape.Ramp => level + ((goal - level) * into / length),
            PhaseShape.Spike => level + ((goal - level) * Math.Min(into, length - into) * 2 / length),
            PhaseShape.Steady or PhaseShape.Soak => goal,
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase.Shape, "unknown shape"),
        };
    }

    private static long WorkOf(long time, long intensity) => (long)((UInt128)(ulong)time * (ulong)intensity / Full);

    private long BeginOf(int cell) => (long)((UInt128)(ulong)_duration * (ulong)cell / Cells);
}
