namespace Fleet.Core.Tests.Sequence;

/// <summary>What may happen next between a client and its server.</summary>
public enum Act
{
    /// <summary>The client observes something: one more report waits.</summary>
    Observe,

    /// <summary>The client connects, or sends the next report if the window allows.</summary>
    Send,

    /// <summary>The server takes the next message of one of the sessions, also of one that the client has given up.</summary>
    ServerReceives,

    /// <summary>The client takes the next answer.</summary>
    ClientReceives,

    /// <summary>The client grows impatient and goes back to the first report without an answer.</summary>
    SendAgain,

    /// <summary>The stream breaks: answers under way are lost, and some of the messages.</summary>
    Break,

    /// <summary>The server receives, but its journal takes nothing now.</summary>
    ServerIsBusy,

    /// <summary>The actor starts anew from its journal.</summary>
    ServerRestarts,
}
