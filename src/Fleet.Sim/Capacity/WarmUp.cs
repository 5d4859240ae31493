namespace Fleet.Sim.Capacity;

/// <summary>
/// Tells when a server is warm: its processor time per report has stopped moving. A host compiles for half a minute, and does so for the reports
/// that it is given: what is measured before is the compiler.
/// </summary>
internal sealed class WarmUp
{
    /// <summary>Looks, a second apart, of which two times so many are compared.</summary>
    private const int Window = 5;

    private const double Tolerance = 0.05;

    /// <summary>Below a hundredth of a core nobody can tell, and it matters to nobody.</summary>
    private const double LeastCores = 0.01;

    private readonly List<(double Seconds, double Cpu, long Acked)> _looks = [];

    /// <summary>Adds what the server has taken by now.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="cpuSeconds">Its processor time since its start.</param>
    /// <param name="acked">The reports that it has taken.</param>
    public void Add(TimeSpan at, double cpuSeconds, long acked) => _looks.Add((at.TotalSeconds, cpuSeconds, acked));

    /// <summary>The latest processor time per report, in microseconds; null while nobody knows.</summary>
    public double? MicrosecondsPerReport => Look(0) is { Acked: > 0 } last ? last.Cpu / last.Acked * 1e6 : null;

    /// <summary>What a report takes has not changed from the window before, by more than a twentieth.</summary>
    public bool IsFlat
    {
        get
        {
            if (Look(0) is not { Acked: > 0 } now || Look(Window) is not { Acked: > 0 } before)
                return false;
            var change = Math.Abs((now.Cpu / now.Acked) - (before.Cpu / before.Acked));
            return change <= Tolerance * before.Cpu / before.Acked || change * now.Acked / now.Seconds <= LeastCores;
        }
    }

    /// <summary>The window that ends so many looks ago.</summary>
    private (double Seconds, double Cpu, long Acked)? Look(int ago)
    {
        if (_looks.Count <= ago + Window)
            return null;
        var (end, begin) = (_looks[^(ago + 1)], _looks[^(ago + Window + 1)]);
        return (end.Seconds - begin.Seconds, end.Cpu - begin.Cpu, end.Acked - begin.Acked);
    }
}
