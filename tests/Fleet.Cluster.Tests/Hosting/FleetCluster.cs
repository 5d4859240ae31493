using System.Net;
using Fleet.Testing;
using Xunit;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>Three nodes, real processes, on one PostgreSQL; shared by the tests that break it and put it together again.</summary>
public sealed class FleetCluster : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-cluster-");
    private readonly List<Node> _byAge = [];

    /// <summary>The store of all nodes.</summary>
    public PostgresServer Postgres { get; } = PostgresServer.Start();

    internal List<Node> Nodes { get; } = [];

    /// <summary>It has the actors of which the cluster has one.</summary>
    internal Node Oldest => _byAge[0];

    internal Node Youngest => _byAge[^1];

    internal IEnumerable<Uri> Grpc => Nodes.Select(node => node.Grpc);

    private string Seeds => string.Join(',', Nodes.Take(3).Select(node => node.Remoting));

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 3; i++)
            Nodes.Add(NewNode());
        // The first one is the oldest: the others join it.
        Nodes.ForEach(node => Launch(node));
        foreach (var node in Nodes)
            await Ready(node);
    }

    public Task DisposeAsync()
    {
        Nodes.ForEach(node => node.Dispose());
        Postgres.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A place that no process is in yet.</summary>
    internal Node NewNode() => new(IPAddress.Loopback, Settings(Postgres.ConnectionString, _folder.CreateSubdirectory(Path.GetRandomFileName()).FullName));

    /// <summary>As the shipped settings, with times that a test can wait for.</summary>
    internal static Dictionary<string, string> Settings(string connectionString, string data) => new()
    {
        ["Fleet__Store"] = "postgres",
        ["ConnectionStrings__Fleet"] = connectionString,
        ["Fleet__Data"] = data,
        ["Fleet__Presence__Heartbeat"] = "00:00:02",
        ["Fleet__Presence__Timeout"] = "00:00:20",
        ["Fleet__Presence__Grace"] = "00:00:20",
        ["Fleet__Drain"] = "00:00:05",
    };

    internal async Task Start(Node node, params (string Name, string Value)[] more)
    {
        Launch(node, more);
        await Ready(node);
    }

    /// <summary>Starts a process, and waits for nothing.</summary>
    /// <param name="node">The place.</param>
    /// <param name="more">Added to the environment, this once.</param>
    internal void Launch(Node node, params (string Name, string Value)[] more)
    {
        _byAge.Remove(node);
        node.Start(Seeds, more);
        _byAge.Add(node);
    }

    internal static Task Ready(Node node) => Eventually.Holds(
        async () => node.Process.HasEnded ? throw new InvalidOperationException($"A node ended with {node.Process.ExitCode}: {node.Process.Output}") : await node.IsReady(),
        "a node is ready",
        () => node.Process.Output);

    /// <summary>A place that is not one of the cluster any more.</summary>
    internal void Forget(Node node)
    {
        Nodes.Remove(node);
        _byAge.Remove(node);
        node.Dispose();
    }

    /// <summary>Starts again, as a supervisor does, whatever has ended.</summary>
    internal async Task Heal()
    {
        var ended = Nodes.Where(node => node.Process.HasEnded).ToList();
        ended.ForEach(node => Launch(node));
        foreach (var node in ended)
            await Ready(node);
    }
}

/// <summary>One cluster for all of them, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<FleetCluster>
{
    public const string Name = "cluster";
}
