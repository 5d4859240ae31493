using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Event;
using Fleet.Actors.Client;
using Fleet.Actors.Members;
using Fleet.Actors.Node;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Journal;
using Fleet.Testing;

namespace Fleet.Actors.Tests.Members;

/// <summary>A node as the host starts it, without its doors.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly FleetNode _node;
    private readonly ClientMetrics _metrics;
    private readonly ConcurrentQueue<string> _failures;
    private readonly SessionDirectory _directory;

    private TestNode(ActorSystem system, FleetNode node, SessionDirectory directory, ClientMetrics metrics, ConcurrentQueue<string> failures) =>
        (_system, _node, _directory, _metrics, _failures) = (system, node, directory, metrics, failures);

    /// <summary>What went wrong on the way to another node: a message without a serializer, or one that cannot be read.</summary>
    public IEnumerable<string> Failures => _failures;

    public Address Address => Cluster.Get(_system).SelfAddress;

    /// <summary>Where clients are sent that it holds.</summary>
    public string Advertised => AddressOf(Address);

    public int Members => Cluster.Get(_system).State.Members.Count(member => member.Status == MemberStatus.Up);

    /// <summary>Those that join or leave among them.</summary>
    public int AllMembers => Cluster.Get(_system).State.Members.Count;

    /// <summary>Regions of clients that the coordinator knows; asked of the node that has it.</summary>
    public async Task<int> Regions() => (await _node.Clients.Ask<CurrentRegions>(GetCurrentRegions.Instance, Patience.Long)).Regions.Count;

    /// <summary>Shards that are at this node.</summary>
    public async Task<int> Shards() => (await _node.Clients.Ask<CurrentShardRegionState>(GetShardRegionState.Instance, Patience.Long)).Shards.Count;

    public static async Task<TestNode> Start(TestStore store, Address? seed, TimeProvider? clock = null, bool isNewer = true)
    {
        var time = clock ?? TimeProvider.System;
        var system = ActorSystem.Create("fleet", Configuration(store, isNewer));
        var failures = new ConcurrentQueue<string>();
        system.EventStream.Subscribe(system.ActorOf(act => act.Receive<Error>(IsOfSerialization, (error, _) => failures.Enqueue(error.ToString()))), typeof(Error));
        var cluster = Cluster.Get(system);
        await cluster.JoinAsync(seed ?? cluster.SelfAddress);
        var directory = new SessionDirectory(cluster.SelfUniqueAddress.Uid);
        var metrics = new ClientMetrics();
        var environment = new ClientEnvironment(
            ClientRules.Default, time, FleetJournalExtension.Of(system).Admission, new ClusterSessions(directory, system), metrics,
            Here: new AdvertisedNode(cluster.SelfUniqueAddress.Uid, AddressOf(cluster.SelfAddress)),
            Epochs: new ReadByAll(cluster, Reads.Epochs), Marks: new ReadByAll(cluster, Reads.Marks), Managing: new ReadByAll(cluster, Reads.Managing));
        var node = FleetNode.Start(system, environment, new SessionContext(PresenceSettings.Default, time, directory, FleetJournalExtension.Of(system).Admission));
        return new TestNode(system, node, directory, metrics, failures);
    }

    public async Task<TestSession> Connect()
    {
        var port = new StreamPort(oneClient: true, isHeldUp: () => false);
        return new TestSession(port, await _node.Streams.Ask<IActorRef>(new Attach(port), Patience.Long));
    }

    /// <summary>Hands a command to a client, as somebody does who has no session.</summary>
    public async Task<ClientReply> Tell(string client, ClientCommand command) =>
        (await _node.Clients.Ask<ClientAnswer>(new ToClient(Core.Vocabulary.ClientId.Parse(client), command), Patience.Long)).Reply;

    /// <summary>Asks whether a client is there, on whatever node its session is.</summary>
    public async Task<Sighting?> Verify(string client)
    {
        var id = Core.Vocabulary.ClientId.Parse(client);
        var view = await _node.Clients.Ask<ClientView>(new ToClient(id, new GetClient()), Patience.Long);
        var sessions = new SessionQuestions(new ClusterSessions(_directory, _system), new ReadByAll(Cluster.Get(_system), Reads.Managing), PresenceSettings.Default);
        return (await sessions.Verify(id, view.State.Presence.Session!.Value, Patience.Long, CancellationToken.None))?.Seen;
    }

    /// <summary>Gives this node its turn at work that one node does at a time.</summary>
    public void HostWork(string name, Func<CancellationToken, Task> work) => SingletonWork.Host(_system, name, work);

    /// <summary>Leaves in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance);
        _directory.Dispose();
        _metrics.Dispose();
    }

    private static string AddressOf(Address node) => $"http://{node.HostPort().Split('@')[1]}";

    private static bool IsOfSerialization(Error error) => error.ToString().Contains("erializ", StringComparison.Ordinal);

    private static Config Configuration(TestStore store, bool isNewer) => ConfigurationFactory.ParseString(
        $$"""
        {{store.Overlay}}
        akka.loglevel = WARNING
        akka.loggers = ["Akka.Event.DefaultLogger"]
        akka.stdout-logger-class = "Akka.Event.StandardOutLogger"
        akka.cluster.roles = ["clients"{{(isNewer ? string.Concat(Reads.All.Select(role => $", \"{role}\"")) : "")}}]
        akka.cluster.down-removal-margin = 1 s
        # Three nodes in one process of a busy machine: none is dead.
        akka.cluster.failure-detector.acceptable-heartbeat-pause = 30 s
        akka.remote.watch-failure-detector.acceptable-heartbeat-pause = 30 s
        akka.actor.creation-timeout = {{Patience.Long.TotalSeconds}}s
        """).WithFallback(Shipped);

    private static Config Shipped { get; } = new[] { "akka", "cluster", "serialization", "sharding", "journal", "journal-postgres" }
        .Select(name => Path.Combine(AppContext.BaseDirectory, "hocon", $"{name}.conf"))
        .Aggregate(Config.Empty, (all, file) => all.WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(file))));
}
