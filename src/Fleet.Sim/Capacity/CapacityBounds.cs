namespace Fleet.Sim.Capacity;

/// <summary>What one search found.</summary>
/// <param name="Lower">The highest load that was carried in a trial of full length; 0 if none was.</param>
/// <param name="Upper">The lowest load that the server did not carry; null if none was found.</param>
/// <param name="GeneratorLimit">The lowest load that the generator could not make; null if it could make all.</param>
public sealed record CapacityBounds(double Lower, double? Upper, double? GeneratorLimit);
