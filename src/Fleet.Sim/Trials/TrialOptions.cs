using Fleet.Core.Clients;
using Fleet.Sim.Drive;

namespace Fleet.Sim.Trials;

/// <summary>What a trial needs to know beside its timeline.</summary>
/// <param name="Drive">Where the sessions go, and how fast.</param>
/// <param name="Api">Address of the HTTP API that tells what became of the clients.</param>
/// <param name="Rules">The server's settings, as far as the clients' states depend on them.</param>
public sealed record TrialOptions(DriveOptions Drive, Uri Api, ClientRules Rules);
