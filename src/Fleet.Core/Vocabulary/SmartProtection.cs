namespace Fleet.Core.Vocabulary;

/// <summary>
/// The link to a Smart Protection Server: with smart scan the one that holds the patterns, with conventional scan the
/// one that hosts Web Reputation.
/// </summary>
public enum SmartProtection
{
    /// <summary>No Web Reputation server is set up. Not possible with smart scan.</summary>
    NotUsed = 1,

    /// <summary>The server answers.</summary>
    Connected = 2,

    /// <summary>The server cannot be reached.</summary>
    Disconnected = 3,
}
