using Fleet.V1;

namespace Fleet.Sim.Drive.Wire;

/// <summary>Something came in on a call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Timestamp">When, by the run's clock.</param>
/// <param name="Message">What the server said; null if the call ended.</param>
/// <param name="End">How it ended; null if it has not.</param>
internal readonly record struct Inbound(Call Call, long Timestamp, ServerMessage? Message, CallEnd? End);

/// <summary>How a call ended.</summary>
/// <param name="InOrder">The server completed it with status OK.</param>
/// <param name="Reason">For a person.</param>
internal sealed record CallEnd(bool InOrder, string Reason);
