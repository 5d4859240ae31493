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

/// <summary>How fast a sweep goes.</summary>
/// <param name="Interval">From the end of a round to the next one.</param>
/// <param name="PageEvery">From page to page; null: as clients answer.</param>
internal sealed record SweepPace(TimeSpan Interval, TimeSpan? PageEvery = null);
