using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Fleet.Sim.Reads;

namespace Fleet.Sim.Trials;

/// <summary>What a trial needs to know beside its timeline.</summary>
/// <param name="Drive">Where the sessions go, and how fast.</param>
/// <param name="Api">Address of the HTTP API that tells what became of the clients.</param>
/// <param name="Rules">The server's settings, as far as the clients' states depend on them.</param>
public sealed record TrialOptions(DriveOptions Drive, Uri Api, ClientRules Rules)
{
    /// <summary>The HTTP APIs of the server's other nodes: each tells what it takes.</summary>
    public IReadOnlyList<Uri> OtherApis { get; init; } = [];

    /// <summary>How many read the fleet while it is driven.</summary>
    public int Readers { get; init; }

    /// <summary>Starts those that drive in this process's place; null: it does by itself.</summary>
    public Func<CancellationToken, Task<(IGenerator Clients, IReaders Readers)>>? Workers { get; init; }

    /// <summary>The timeline's hash where that is known: of a recording, which is played as it is told; null: it is taken.</summary>
    public string? TimelineHash { get; init; }

    /// <summary>The fleet that should be there in the end; null: that is not known.</summary>
    public string? ExpectedFleetHash { get; init; }
}
