namespace Fleet.Sim.Scenario;

/// <summary>Reports beside those of the lives; each tells one changed fact.</summary>
/// <param name="Arrivals">How they are spread.</param>
/// <param name="PerSecond">Reports in a second of the run, however long it is, at an intensity of 100%.</param>
/// <param name="OfEach">The rate is each client's; else the whole fleet's, however many clients it has.</param>
/// <param name="Jitter">Of a client's period by which a periodic report may come too early or too late; up to 50%, so that none overtakes the next.</param>
public sealed record ReportLoad(ArrivalModel Arrivals, decimal PerSecond, bool OfEach, Share Jitter)
{
    /// <summary>More of the whole fleet in a second are taken for a slip, as time is counted in microseconds.</summary>
    public const int MaxPerSecond = 1_000_000;
}

/// <summary>How arrivals are spread over time.</summary>
public enum ArrivalModel
{
    /// <summary>One after another at equal distances, client by client.</summary>
    Constant = 1,

    /// <summary>At random, independent of each other.</summary>
    Poisson,

    /// <summary>Each client by its own regular clock, with jitter.</summary>
    Periodic,
}
