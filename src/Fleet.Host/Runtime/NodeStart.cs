using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Fleet.Actors.Client;
using Fleet.Actors.IconFeed;
using Fleet.Journal;
using Fleet.Actors.Members;
using Fleet.Actors.Node;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sessions;
using Fleet.Actors.Sweep;
using Fleet.Core.Clients;
using Fleet.Host.Clients;
using Fleet.Host.Grpc;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>Has the node join its cluster and starts its actors.</summary>
/// <remarks>
/// Not as a task of Akka's own hosted service: that writes a stack trace for whatever ends a start, a seed that does not answer and a
/// host that is told to stop included.
/// </remarks>
internal sealed class NodeStart(ActorSystem system, FleetSettings settings, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SuccessionGuard.Watch(system, services.GetRequiredService<ReadModelWitness>());
        await ClusterJoin.Join(system, settings.Cluster, cancellationToken);
        var (cluster, sessions) = (Cluster.Get(system), services.GetRequiredService<SessionContext>());
        var rules = new ClientRules(settings.PatternMaxAge, settings.Presence.Timeout);
        var node = await FleetNode.Start(
            system,
            new ClientEnvironment(
                rules, services.GetRequiredService<TimeProvider>(), FleetJournalExtension.Of(system).Admission, new ClusterSessions(sessions.Directory, system), services.GetRequiredService<ClientMetrics>(),
                settings.Cluster.Seeds.Count == 0 ? null : StandstillGuard.Watch(system),
                settings.Cluster.Advertise is { } address ? new AdvertisedNode(cluster.SelfUniqueAddress.Uid, address) : null,
                new ReadByAll(cluster, Reads.Epochs)),
            sessions);
        FleetSweep.Start(system, node.Clients, services.GetRequiredService<FleetReadModel>().Queries, rules, sessions);
        var registry = ActorRegistry.For(system);
        registry.Register<ClientRegionKey>(node.Clients);
        registry.Register<StreamsKey>(node.Streams);
        // Their gauges are there before anybody comes.
        services.GetRequiredService<FleetFeed>();
        services.GetRequiredService<SessionMetrics>();
        services.GetRequiredService<GatedReports>();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
