namespace Fleet.Protocol.Nodes;

/// <summary>A message of another node is not what it should be: damaged, or sent by a version that is too new.</summary>
/// <param name="manifest">Its kind.</param>
/// <param name="reason">What is wrong with it, as a clause.</param>
/// <param name="inner">What found it.</param>
public sealed class NodeMessageException(string manifest, string reason, Exception? inner = null)
    : FormatException($"A message of kind '{manifest}' of another node cannot be read: {reason}.", inner);
