using System.Runtime.InteropServices;

namespace Fleet.Sim.Report;

/// <summary>The machine that the load came from.</summary>
public sealed record Machine(string Os, string Architecture, string Runtime, int Processors, long MemoryBytes, double GeneratorCpuShare, long GeneratorMemoryBytes)
{
    /// <summary>Its name on the network.</summary>
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>What the generator's heap holds of each client beside the kernel's sockets, when all is answered; null: it did not come to that.</summary>
    public long? GeneratorBytesPerClient { get; init; }

    /// <summary>This machine, now.</summary>
    public static Machine Current(double generatorCpuShare) => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Math.Round(generatorCpuShare, 4),
        Environment.WorkingSet);
}
