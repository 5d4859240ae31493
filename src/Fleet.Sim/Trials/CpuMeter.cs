namespace Fleet.Sim.Trials;

/// <summary>
/// Processor time of this process over its share of the machine: all of it, or half where the server runs on the same one.
/// </summary>
internal sealed class CpuMeter
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _usedBefore = Environment.CpuUsage.TotalTime;
    private readonly double _share;

    public CpuMeter(IEnumerable<Uri> servers, TimeProvider time)
        : this(servers.Any(server => server.IsLoopback) ? Math.Max(1, Environment.ProcessorCount / 2.0) : Environment.ProcessorCount, time)
    {
    }

    /// <param name="cores">How many cores are this process's.</param>
    /// <param name="time">Measures.</param>
    public CpuMeter(double cores, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _share = cores;
    }

    public double Share
    {
        get
        {
            var elapsed = _time.GetElapsedTime(_start);
            return elapsed == TimeSpan.Zero ? 0 : (Environment.CpuUsage.TotalTime - _usedBefore) / (elapsed * _share);
        }
    }
}
