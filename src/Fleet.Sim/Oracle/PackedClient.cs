using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>What the oracle keeps of a client: all that decisions depend on, in a few words of memory.</summary>
internal struct PackedClient
{
    /// <summary>Number of the last report that the client made.</summary>
    public int Told;

    /// <summary>Number of the last report that the server took.</summary>
    public int Taken;

    /// <summary>Index of the first report that waits at the client, and of the last; 0: none waits.</summary>
    public int FirstWaiting, LastWaiting;

    /// <summary>Number of its session; 0: none.</summary>
    public int Session;

    /// <summary>Index of its group, as the server knows it.</summary>
    public int Group;

    /// <summary>Index of its pattern, as the server knows it.</summary>
    public int Pattern;

    /// <summary>Facts that the server was told.</summary>
    public Fact Reported;

    /// <summary>Values that the server knows, of the facts that have few.</summary>
    public FactNumbers Numbers;

    /// <summary>The server knows the client.</summary>
    public bool Exists;

    /// <summary>The cable is pulled, and the server does not know yet.</summary>
    public bool Unplugged;

    /// <summary>The client itself told its group, so hello does not any more.</summary>
    public bool ToldGroup;
}
