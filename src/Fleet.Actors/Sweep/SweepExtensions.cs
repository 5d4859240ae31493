using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Actors.Node;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Actors.Sweep;

/// <summary>Wires the sweep into a host.</summary>
public static class SweepExtensions
{
    /// <summary>The sweep, over the host's clients and its read model.</summary>
    public static IServiceCollection AddSweep(this IServiceCollection services) => services.AddSingleton<AfterJoin>(all => () => FleetSweep.Start(
        all.GetRequiredService<ActorSystem>(), all.GetRequiredService<FleetNode>().Clients, all.GetRequiredService<FleetReadModel>().Queries,
        all.GetRequiredService<ClientRules>(), all.GetRequiredService<SessionContext>()));
}
