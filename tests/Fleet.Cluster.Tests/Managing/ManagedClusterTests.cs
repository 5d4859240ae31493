using System.Text;
using System.Text.Json;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Cluster.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Managing;

/// <summary>Settings and tasks on several nodes, whichever of them is asked, and whichever dies.</summary>
[Collection(OneCluster.Name)]
public sealed class ManagedClusterTests(FleetCluster cluster, ITestOutputHelper output)
{
    [Fact]
    public async Task Settings_that_one_node_took_are_in_force_at_every_other_one_and_at_the_clients_there()
    {
        await cluster.Heal();
        await using var clients = new ObeyingFleet("put", cluster.Grpc, clients: 6);
        foreach (var node in cluster.Nodes)
        {
            var before = await Tag(node, clients.First);
            await Send(node, HttpMethod.Put, "/v1/groups/put/settings", $$$$"""{"updates":{"schedule":{"every":"hour","at":":{{{{10 + cluster.Nodes.IndexOf(node)}}}}"}}}""");
            // At the node that was asked, before it answered.
            var wanted = await Tag(node, clients.First);
            Assert.NotEqual(before, wanted);
            var took = await Task.WhenAll(cluster.Nodes.Select(other => Eventually.Holds(async () => await Tag(other, clients.First) == wanted, "it is in force there")));
            output.WriteLine($"In force at all nodes after {took.Max().TotalMilliseconds:0} ms.");
            await Eventually.Holds(() => clients.All.All(client => client.Applied == wanted), "every client has applied it");
        }
    }

    [Fact]
    public async Task A_task_goes_on_when_the_node_that_paces_it_dies_and_shards_move_and_each_attempt_begins_once()
    {
        await cluster.Heal();
        await using var clients = new ObeyingFleet("pace", cluster.Grpc, clients: 60);
        await Eventually.Holds(async () => await Count(cluster.Youngest, "/v1/clients?group=pace&connection=online&limit=1") == 60, "all are online");
        var asked = cluster.Youngest;
        var made = await Send(asked, HttpMethod.Post, "/v1/tasks", """{"taskId":"paced","kind":"scan-now","target":{"group":"pace"},"whenUnreachable":"keep","rollout":{"perMinute":600,"waves":[{"percent":50},{"percent":50}]}}""");
        Assert.Equal(60, made.GetProperty("targets").GetInt64());

        await Eventually.Holds(() => clients.Begun >= 10, "some have begun");
        cluster.Oldest.Process.Kill();
        // One more node: shards move to it, and away again, while another node goes on offering.
        var visitor = cluster.NewNode();
        cluster.Nodes.Add(visitor);
        await cluster.Start(visitor);
        await Eventually.Holds(() => clients.Begun >= 20, "another node goes on", () => $"{clients.Begun} have begun");
        visitor.Process.Terminate();
        await Eventually.Holds(() => visitor.Process.HasEnded, "it has left", () => visitor.Process.Output);
        cluster.Forget(visitor);
        await cluster.Heal();

        JsonElement done = default;
        await Eventually.Holds(async () => (done = await Get(asked, "/v1/tasks/paced")).GetProperty("state").GetString() == "done", "it is done", () => $"{done}");
        Assert.Equal((60, 60), (done.GetProperty("byState").GetProperty("succeeded").GetInt64(), clients.Begun));
        Assert.Equal(60, done.GetProperty("byState").EnumerateObject().Sum(state => state.Value.GetInt64()));
        var targets = (await Get(asked, "/v1/tasks/paced/clients?limit=1000")).GetProperty("items").EnumerateArray().Select(target => target.GetProperty("clientId").GetString()).ToList();
        Assert.Equal((60, 60), (targets.Count, targets.Distinct().Count()));
        Assert.All(clients.All, client => Assert.Equal(("paced", 1), Assert.Single(client.Sent).Key));
        foreach (var client in clients.All)
        {
            var steps = (await Get(asked, $"/v1/clients/{client.Id}/history?limit=1000")).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("cause").GetString() == "task");
            Assert.InRange(steps.Count(step => step.GetProperty("task").GetProperty("state").GetString() == "started"), 0, 1);
        }
    }

    [Fact]
    public async Task A_task_that_names_very_many_clients_reaches_the_node_that_makes_it()
    {
        await cluster.Heal();
        using var http = new HttpClient { BaseAddress = cluster.Youngest.Http, Timeout = Testing.Patience.Long };
        var names = string.Join("\",\"", Enumerable.Range(0, 50_000).Select(number => $"nobody-{number:D90}"));
        using var response = await http.PostAsync(new Uri("/v1/tasks", UriKind.Relative), new StringContent($$$"""{"kind":"scan-now","target":{"clients":["{{{names}}}"]}}""", Encoding.UTF8, "application/json"));
        // Who they are is found out there.
        Assert.Contains("target.clients[0]", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string?> Tag(Node node, string client) => (await Get(node, $"/v1/clients/{client}")).GetProperty("settings").GetProperty("wanted").GetString();

    private static async Task<long> Count(Node node, string path) => (await Get(node, path)).GetProperty("total").GetInt64();

    private static async Task<JsonElement> Get(Node node, string path)
    {
        string? body = null;
        await Eventually.Holds(async () => (body = await node.Get(path)) is not null, $"{path} is answered", () => node.Process.Output);
        return JsonDocument.Parse(body!).RootElement;
    }

    private static async Task<JsonElement> Send(Node node, HttpMethod method, string path, string body)
    {
        using var http = new HttpClient { BaseAddress = node.Http, Timeout = Testing.Patience.Long };
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Clients of one group, spread over the servers.</summary>
    private sealed class ObeyingFleet : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly LoadServers _servers;
        private readonly Task[] _running;

        public ObeyingFleet(string group, IEnumerable<Uri> servers, int clients)
        {
            _servers = new LoadServers(servers);
            All = [.. Enumerable.Range(0, clients).Select(number => new ObeyingClient($"{group}-{number}", group, _servers, number))];
            _running = [.. All.Select(client => Task.Run(() => client.Run(_stop.Token)))];
        }

        public IReadOnlyList<ObeyingClient> All { get; }

        public string First => All[0].Id;

        public int Begun => All.Sum(client => client.Begun);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_running);
            _servers.Dispose();
            _stop.Dispose();
        }
    }
}
