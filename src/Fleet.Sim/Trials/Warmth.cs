namespace Fleet.Sim.Trials;

/// <summary>How a server was warmed up before it was measured.</summary>
/// <param name="Seconds">For how long, under load.</param>
/// <param name="Flat">Its processor time per report had stopped moving. False: the time for that was over, or it does not tell.</param>
/// <param name="CpuMicrosecondsPerReport">What a report took in the end; null: it does not tell.</param>
public sealed record Warmth(double Seconds, bool Flat, double? CpuMicrosecondsPerReport);
