using Akka.Actor;
using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Journal.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Actors.ReadSide;

/// <summary>Wires the read model into a host.</summary>
public static class ReadModelExtensions
{
    /// <summary>The read model of the host's journal, and what it knows of how far that went.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="file">The read model's file, where it is in one.</param>
    /// <param name="groups">How many groups have gauges of their own.</param>
    public static IServiceCollection AddReadModel(this IServiceCollection services, string file, int groups) => services
        .AddSingleton(all => new ReadModelWitness(all.GetRequiredService<IStoreSettings>(), file))
        .AddSingleton(all => FleetReadModel.Start(
            all.GetRequiredService<ActorSystem>(), file, groups, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ReadModelWitness>(),
            () => all.GetRequiredService<KnownLevels>().Book))
        .MakeAfterJoin<FleetReadModel>();
}
