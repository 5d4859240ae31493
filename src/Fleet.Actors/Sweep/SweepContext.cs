using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.Sweep;

/// <summary>What all sweeps of a node share.</summary>
/// <param name="Settings">The bounds.</param>
/// <param name="Queries">The read model.</param>
/// <param name="Region">Takes <see cref="ToClient"/>.</param>
/// <param name="Time">The server's clock.</param>
internal sealed record SweepContext(SweepSettings Settings, FleetQueries Queries, IActorRef Region, TimeProvider Time);
