namespace Fleet.Protocol.Wire;

/// <summary>Why the server ends a session; what each asks of the client is told in docs/refusals.md.</summary>
public enum ClosingReason
{
    /// <summary>A newer session of the same client took its place.</summary>
    Superseded = 1,

    /// <summary>Two machines with one identity take the session from each other.</summary>
    DuplicateIdentity,

    /// <summary>Nothing was heard for the timeout.</summary>
    Silent,

    /// <summary>The server stops.</summary>
    Draining,

    /// <summary>The client does not read what it is sent.</summary>
    SlowReader,

    /// <summary>The client does not keep to the protocol.</summary>
    Protocol,

    /// <summary>The client said goodbye, and that is durable now.</summary>
    Goodbye,

    /// <summary>An operator had the client forgotten.</summary>
    Forgotten,

    /// <summary>Another node holds the client, and the client said that it goes where it is sent.</summary>
    Redirected,
}
