using Fleet.Sim.Chance;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>The report load, made ready: when a client's next report is due.</summary>
internal sealed class ReportPlan(ReportLoad load, int clients, long seed, PhasePace pace)
{
    /// <summary>Gaps are kept in 2^-20 microseconds, so that rates which no whole microsecond fits stay true.</summary>
    private const int Precision = 20;

    /// <summary>Once in four months: slower is as good as never, and would leave the range of the numbers.</summary>
    private const decimal Slowest = 0.000_000_1m;

    /// <summary>More than a thousand years, in microseconds.</summary>
    private const long Longest = 1L << 55;

    private readonly ulong _fleetGap = (ulong)(1_000_000m * (1L << Precision) / Math.Max(load.PerSecond, Slowest));

    /// <summary>A client's own mean time between two reports.</summary>
    private long Period => Work(clients);

    /// <summary>When a client's report of this round, from 1, is due.</summary>
    public long Due(int client, int round, long now)
    {
        var draws = new Draws(seed, client, Purpose.Reports, round);
        return load.Arrivals switch
        {
            ArrivalModel.Constant => pace.At(Work(((long)(round - 1) * clients) + client) + (Work(1) / 2)),
            ArrivalModel.Poisson => pace.After(now, draws.Exponential(Period)),
            ArrivalModel.Periodic => pace.At(Work((long)(round - 1) * clients) + Offset(client) + Jitter(draws)),
            _ => throw new ArgumentOutOfRangeException(nameof(client), load.Arrivals, "unknown arrivals"),
        };
    }

    /// <summary>Not before half a period, so that jitter does not lead before the start.</summary>
    private long Offset(int client) => (Period / 2) + new Draws(seed, client, Purpose.ReportOffset, 0).Below(Period);

    private long Jitter(Draws draws)
    {
        var reach = (long)((Int128)Period * load.Jitter.PerMillion / 1_000_000);
        return draws.Below((2 * reach) + 1) - reach;
    }

    private long Work(long gaps) => (long)UInt128.Min(Longest, ((UInt128)_fleetGap * (ulong)gaps) >> Precision);
}
