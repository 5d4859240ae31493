namespace Fleet.Sim.Synthesis;

/// <summary>From the scenario's time to the run's, in whole microseconds, rounded down: exact if the two are equally long.</summary>
/// <param name="from">Length of the scenario.</param>
/// <param name="to">Length of the run.</param>
internal readonly struct Scale(long from, long to)
{
    private readonly long _whole = to / from;
    private readonly ulong _fraction = (ulong)(((UInt128)(to % from) << 64) / (ulong)from);

    public long Of(long time) => (time * _whole) + (long)Math.BigMul((ulong)time, _fraction, out _);
}
