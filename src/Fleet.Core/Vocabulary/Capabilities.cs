namespace Fleet.Core.Vocabulary;

/// <summary>What a client understands beside the first version of the protocol, as its hello says. It is sent nothing else. The numbers are stored.</summary>
[Flags]
public enum Capabilities
{
    /// <summary>Only the first version.</summary>
    None = 0,

    /// <summary>Heartbeats are to be answered.</summary>
    Alive = 1,

    /// <summary>It takes settings from the server, and says whether it could apply them.</summary>
    Settings = 2,

    /// <summary>It carries out tasks.</summary>
    Tasks = 4,

    /// <summary>It answers when it is asked whether it is there.</summary>
    Verify = 8,
}
