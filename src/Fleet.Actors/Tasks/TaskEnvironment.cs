using System.Collections.Immutable;
using Akka.Actor;
using Fleet.Core.Tasks;
using Fleet.Journal;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.Tasks;

/// <summary>What all actors of tasks share.</summary>
/// <param name="Settings">The bounds.</param>
/// <param name="Queries">The read model, on the asker's thread.</param>
/// <param name="Resolve">Finds out who the targets of a task are; fails with <see cref="QueryException"/> where they cannot be told.</param>
/// <param name="Clients">Takes <see cref="Client.ToClient"/>.</param>
/// <param name="Admission">The door of this node's journal.</param>
/// <param name="Time">The server's clock.</param>
internal sealed record TaskEnvironment(
    TaskSettings Settings, FleetQueries Queries, Func<TaskDefinition, Task<ImmutableArray<NewTarget>>> Resolve, IActorRef Clients, IAdmission Admission, TimeProvider Time);
