using Fleet.Core.Clients;

namespace Fleet.Sim.InProcess;

/// <summary>A server's settings, as far as clients' states depend on them when nothing takes time but the timeline.</summary>
/// <param name="Client">Of the decisions.</param>
/// <param name="SilentAfter">A client of which nothing is heard for so long is offline.</param>
public sealed record PlayRules(ClientRules Client, TimeSpan SilentAfter)
{
    /// <summary>The defaults of a server.</summary>
    public static PlayRules Default { get; } = new(ClientRules.Default, TimeSpan.FromSeconds(90));
}

/// <summary>Decides a command; the rules of <see cref="Client"/>, or those of a test.</summary>
public delegate Decision Decider(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules);
