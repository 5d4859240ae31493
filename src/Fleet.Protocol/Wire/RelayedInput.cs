using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>What one client said through a relay.</summary>
/// <param name="ClientText">The name as the relay gave it, cut to the length of a name: for the answer.</param>
/// <param name="Client">The name; null if it is none, and the input is <see cref="ClientInput.Unreadable"/> then.</param>
/// <param name="Input">What was said.</param>
public sealed record RelayedInput(string ClientText, ClientId? Client, ClientInput Input);
