namespace Fleet.Sim.Capacity;

/// <summary>
/// Tells when a server is warm: it compiles no more, and its processor time per report has stopped moving. A host compiles for half a minute, and does so for the reports
/// that it is given: what is measured before is the compiler. That the time per report stands still is not enough: it does so for many seconds while
/// the runtime waits for a moment to compile the busy methods well.
/// </summary>
internal sealed class WarmUp
{
    /// <summary>Looks, a second apart, of which two times so many are compared.</summary>
    private const int Window = 5;

    private const double Tolerance = 0.05;

    /// <summary>Below a hundredth of a core nobody can tell, and it matters to nobody.</summary>
    private const double LeastCores = 0.01;

    /// <summary>Of its processor time; a method or two are compiled at any time.</summary>
    private const double MostCompiling = 0.02;

    private readonly List<(double Seconds, double Cpu, double Compiling, long Acked)> _looks = [];

    /// <summary>Adds what the server has taken by now.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="cpuSeconds">Its processor time since its start.</param>
    /// <param name="acked">The reports that it has taken.</param>
    /// <param name="compilingSeconds">How long it has compiled since its start; null: it does not tell.</param>
    public void Add(TimeSpan at, double cpuSeconds, long acked, double? compilingSeconds) => _looks.Add((at.TotalSeconds, cpuSeconds, compilingSeconds ?? 0, acked));

    /// <summary>The latest processor time per report, in microseconds; null while nobody knows.</summary>
    public double? MicrosecondsPerReport => Look(0) is { Acked: > 0 } last ? last.Cpu / last.Acked * 1e6 : null;

    /// <summary>It did not compile, and what a report takes has not changed from the window before, by more than a twentieth.</summary>
    public bool IsFlat
    {
        get
        {
            if (Look(0) is not { Acked: > 0 } now || Look(Window) is not { Acked: > 0 } before)
                return false;
            if (now.Compiling > MostCompiling * now.Cpu)
                return false;
            var change = Math.Abs((now.Cpu / now.Acked) - (before.Cpu / before.Acked));
            return change <= Tolerance * before.Cpu / before.Acked || change * now.Acked / now.Seconds <= LeastCores;
        }
    }

    /// <summary>The window that ends so many looks ago.</summary>
    private (double Seconds, double Cpu, double Compiling, long Acked)? Look(int ago)
    {
        if (_looks.Count <= ago + Window)
            return null;
        var (end, begin) = (_looks[^(ago + 1)], _looks[^(ago + Window + 1)]);
        return (end.Seconds - begin.Seconds, end.Cpu - begin.Cpu, end.Compiling - begin.Compiling, end.Acked - begin.Acked);
    }
}
