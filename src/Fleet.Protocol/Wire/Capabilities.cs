namespace Fleet.Protocol.Wire;

/// <summary>What a client understands beside the first version of the protocol, as its hello says. It is sent nothing else.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>Only the first version.</summary>
    None = 0,

    /// <summary>Heartbeats are to be answered.</summary>
    Alive = 1,
}
