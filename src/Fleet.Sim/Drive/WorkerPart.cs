namespace Fleet.Sim.Drive;

/// <summary>What one of several generators had part in.</summary>
/// <param name="Url">Where it listens.</param>
/// <param name="Clients">How many of the clients were its own.</param>
/// <param name="Version">Of its program.</param>
/// <param name="ClockOffset">What its clock shows beyond that of the process which gave the order.</param>
/// <param name="ClockBound">By how much that may be wrong, and so its start be apart from the agreed one.</param>
public sealed record WorkerPart(Uri Url, int Clients, string Version, TimeSpan ClockOffset, TimeSpan ClockBound)
{
    /// <summary>From the moment a step was due to the moment it was ready to send.</summary>
    public Percentiles Lateness { get; init; } = Percentiles.None;

    /// <summary>Its processor time over its share of its machine, while it drove or was measured.</summary>
    public double CpuShare { get; init; }

    /// <summary>Reports that it sent, each once.</summary>
    public long Sent { get; init; }

    /// <summary>Reports of its clients that were acknowledged.</summary>
    public long Acked { get; init; }
}
