namespace Fleet.Sim.Drive;

/// <summary>How a timeline is driven.</summary>
/// <param name="Servers">gRPC addresses, at least one.</param>
/// <param name="Connections">How many connections carry the clients' calls.</param>
/// <param name="Speed">How fast.</param>
public sealed record DriveOptions(IReadOnlyList<Uri> Servers, int Connections, Speed Speed);
