namespace Fleet.Sim.Trials;

/// <summary>What a server told of itself at a moment.</summary>
/// <param name="At">Since the start of the run.</param>
/// <param name="CpuSeconds">Processor time that it has taken since its start; null if it does not tell.</param>
/// <param name="MemoryBytes">Its working set; null if it does not tell.</param>
/// <param name="Icons">How many clients show which icon; empty if it does not tell.</param>
public sealed record ServerSample(TimeSpan At, double? CpuSeconds, double? MemoryBytes, IReadOnlyDictionary<string, long> Icons);
