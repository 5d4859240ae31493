using Fleet.Core.Clients;

namespace Fleet.Core.Tests.Clients;

/// <summary>One step of a random history.</summary>
/// <param name="After">Time that passes before it.</param>
/// <param name="Restart">The actor starts anew before it: the memory is lost.</param>
/// <param name="Command">
/// What is wanted. A report's <see cref="TakeReport.Seq"/> and <see cref="TakeReport.Acked"/> count from the number taken last,
/// so that random ones hit repeats, the next number and gaps alike.
/// </param>
public sealed record Step(TimeSpan After, bool Restart, ClientCommand Command);
