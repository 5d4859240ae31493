using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>What the oracle keeps of a client, in a few words of memory.</summary>
internal struct PackedClient
{
    /// <summary>Before it told anything: conventional scan, up to date, Real-time Scan enabled, no link, not roaming; of further facts their defaults.</summary>
    public static readonly PackedClient Untold = new() { Numbers = BeforeAnything, Bare = BeforeAnything };

    private static FactNumbers BeforeAnything => Facts.Defaults
        .With(Fact.ScanMethod, (int)ScanMethod.Conventional)
        .With(Fact.RealTimeScan, (int)RealTimeScan.Enabled)
        .With(Fact.SmartProtection, (int)SmartProtection.NotUsed)
        .With(Fact.Roaming, FactNumbers.Off);

    /// <summary>How many reports arrived at the server, refused ones included; since the client was re-imaged, if it was.</summary>
    public int Delivered;

    /// <summary>Index of the first report that waits at the client, and of the last; 0: none waits.</summary>
    public int FirstWaiting, LastWaiting;

    /// <summary>Index of its group, as the server knows it.</summary>
    public int Group;

    /// <summary>Index of its pattern, as the server knows it.</summary>
    public int Pattern;

    /// <summary>Values that the server knows, of the facts that have few.</summary>
    public FactNumbers Numbers;

    /// <summary>What its machine is, of the facts that have few values, whatever is managed.</summary>
    public FactNumbers Bare;

    /// <summary>Index of the settings that it holds; 0: none.</summary>
    public int Held;

    /// <summary>The server knows the client.</summary>
    public bool Exists;

    /// <summary>It has a session, as far as the server knows.</summary>
    public bool Connected;

    /// <summary>The cable is pulled, and the server does not know yet.</summary>
    public bool Unplugged;

    /// <summary>It was uninstalled or moved, and is counted no more.</summary>
    public bool Left;

    /// <summary>The client itself told its group, so hello does not any more.</summary>
    public bool ToldGroup;
}
