namespace Fleet.Sim.Capacity;

/// <summary>How the number of reports without an answer runs during a trial: the slope of the straight line that fits best.</summary>
internal sealed class BacklogTrend
{
    private readonly List<(double Seconds, double Waiting)> _points = [];

    public void Add(TimeSpan at, long waiting) => _points.Add((at.TotalSeconds, waiting));

    /// <summary>Reports a second by which it grew; 0 if there are too few points to tell.</summary>
    public double Slope
    {
        get
        {
            if (_points.Count < 3)
                return 0;
            var (meanX, meanY) = (_points.Average(p => p.Seconds), _points.Average(p => p.Waiting));
            var spread = _points.Sum(p => (p.Seconds - meanX) * (p.Seconds - meanX));
            return spread == 0 ? 0 : _points.Sum(p => (p.Seconds - meanX) * (p.Waiting - meanY)) / spread;
        }
    }

    /// <summary>It grew by more than a fiftieth of what was offered, and in all by more than comes in a tenth of a second, or a handful.</summary>
    public bool Grows(double offeredPerSecond, TimeSpan length) =>
        Slope > offeredPerSecond / 50 && Slope * length.TotalSeconds > Math.Max(20, offeredPerSecond / 10);
}
