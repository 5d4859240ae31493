using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>A report that has no answer yet.</summary>
/// <param name="Report">What the client told.</param>
/// <param name="CameAt">When.</param>
/// <param name="SentAt">When it was forwarded; meaningless while it waits.</param>
internal readonly record struct HeldReport(ClientInput.Report Report, DateTimeOffset CameAt, DateTimeOffset SentAt);
