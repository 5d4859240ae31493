using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Actors.Node;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Tasks;
using Fleet.Host.Http;

namespace Fleet.Host.Tasks;

/// <summary>Wires tasks into the host.</summary>
internal static class TasksExtensions
{
    /// <summary>The tasks of the whole cluster, and this node's turn at offering them to their targets.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services) => services
        .AddSingleton(all => FleetTasks.Start(
            all.GetRequiredService<ActorSystem>(), all.GetRequiredService<FleetNode>().Clients, all.GetRequiredService<FleetReadModel>(), FilterText.Read, all.GetRequiredService<TimeProvider>()))
        .MakeAfterJoin<FleetTasks>();
}
