using Akka.Actor;
using Akka.Cluster;
using Fleet.Actors.Audit;
using Fleet.Actors.Client;
using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Actors.Node;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Host.Runtime;
using Fleet.Host.Settings;
using Fleet.Journal;

namespace Fleet.Host.Clients;

/// <summary>Wires the clients into the host.</summary>
internal static class ClientsExtensions
{
    /// <summary>The clients, each an actor on one node of the cluster, and the sessions that this node holds.</summary>
    public static IServiceCollection AddClients(this IServiceCollection services, FleetSettings settings) => services
        .AddSingleton(ClientRules.Of(settings.PatternMaxAge, settings.Presence.Timeout))
        .AddSingleton<ClientMetrics>()
        .AddKeyedSingleton(Reads.Marks, (all, _) => new ReadByAll(Cluster.Get(all.GetRequiredService<ActorSystem>()), Reads.Marks))
        .AddKeyedSingleton(Reads.Managing, (all, _) => new ReadByAll(Cluster.Get(all.GetRequiredService<ActorSystem>()), Reads.Managing))
        .AddKeyedSingleton(Reads.SecondJournal, (all, _) => new ReadByAll(Cluster.Get(all.GetRequiredService<ActorSystem>()), Reads.SecondJournal))
        .AddSingleton(all => new SessionDirectory(Cluster.Get(all.GetRequiredService<ActorSystem>()).SelfUniqueAddress.Uid))
        .AddSingleton(all => new SessionContext(
            settings.Presence, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<SessionDirectory>(), all.GetRequiredService<Admission>())
        {
            Levels = all.GetRequiredService<KnownLevels>(),
            Managing = all.GetRequiredKeyedService<ReadByAll>(Reads.Managing),
        })
        .AddSingleton<ISessionDirectory>(all => new ClusterSessions(all.GetRequiredService<SessionDirectory>(), all.GetRequiredService<ActorSystem>()))
        .AddSingleton(all => new SessionQuestions(
            all.GetRequiredService<ISessionDirectory>(), all.GetRequiredKeyedService<ReadByAll>(Reads.Managing), settings.Presence))
        .AddSingleton(all => new OperatorActs(all.GetRequiredService<ActorSystem>(), all.GetRequiredService<Admission>()))
        .AddSingleton<SessionMetrics>()
        .AddSingleton(all => FleetNode.Start(all.GetRequiredService<ActorSystem>(), EnvironmentOf(all, settings.Cluster), all.GetRequiredService<SessionContext>()))
        .MakeAfterJoin<FleetNode>()
        .MakeAfterJoin<SessionMetrics>();

    private static ClientEnvironment EnvironmentOf(IServiceProvider all, NodeSettings settings)
    {
        var system = all.GetRequiredService<ActorSystem>();
        var cluster = Cluster.Get(system);
        return new ClientEnvironment(
            all.GetRequiredService<ClientRules>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<Admission>(),
            all.GetRequiredService<ISessionDirectory>(), all.GetRequiredService<ClientMetrics>(),
            settings.Seeds.Count == 0 ? null : StandstillGuard.Watch(system),
            settings.Advertise is { } address ? new AdvertisedNode(cluster.SelfUniqueAddress.Uid, address) : null,
            new ReadByAll(cluster, Reads.Epochs),
            all.GetRequiredKeyedService<ReadByAll>(Reads.Marks),
            all.GetRequiredKeyedService<ReadByAll>(Reads.Managing),
            all.GetRequiredService<KnownLevels>(),
            new DuplicateLog(Akka.Event.Logging.GetLogger(system, typeof(DuplicateLog)), all.GetRequiredService<TimeProvider>()));
    }
}
