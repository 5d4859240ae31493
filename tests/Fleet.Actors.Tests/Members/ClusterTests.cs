using Fleet.Core.Clients;
using Fleet.Testing;
using Fleet.V1;
using Xunit;

namespace Fleet.Actors.Tests.Members;

/// <summary>Sessions on one node, their clients' actors on another: what either says reaches the other.</summary>
[Trait("Needs", "processes")]
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly ReportedFacts Stopped = new() { RealTimeScan = Core.Vocabulary.RealTimeScan.Stopped };
    private static readonly ReportedFacts Enabled = new() { RealTimeScan = Core.Vocabulary.RealTimeScan.Enabled };
    private static readonly string[] Clients = [.. Enumerable.Range(1, 12).Select(n => $"pc-{n}")];

    private readonly TestStore _store = new(StoreKind.Postgres);
    private readonly List<TestNode> _nodes = [];

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 3; i++)
            _nodes.Add(await TestNode.Start(_store, _nodes.FirstOrDefault()?.Address));
        Eventually.True(() => _nodes.All(node => node.Members == 3), "three nodes are up");
        await Eventually.Holds(async () => await _nodes[0].Regions() == 3, "three regions are known");
    }

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task Sessions_and_their_clients_reach_each_other_across_nodes_and_moves()
    {
        var first = await Task.WhenAll(Clients.Select(client => Open(_nodes[0], client)));
        foreach (var session in first)
        {
            await session.Report(1, Stopped);
            Assert.EndsWith("rts-stopped", (await session.Next(ServerMessage.MessageOneofCase.IconChanged)).IconChanged.To, StringComparison.Ordinal);
        }

        // The clients of this node start anew on the other two, where nobody has seen their sessions.
        await _nodes[2].DisposeAsync();
        _nodes.RemoveAt(2);
        foreach (var session in first)
        {
            await session.Report(2, Enabled);
            Assert.EndsWith("rts-enabled", (await session.Next(ServerMessage.MessageOneofCase.IconChanged)).IconChanged.To, StringComparison.Ordinal);
        }

        var second = await Task.WhenAll(Clients.Select(client => Open(_nodes[1], client)));
        foreach (var session in first)
            Assert.Equal("superseded", (await session.Next(ServerMessage.MessageOneofCase.Closing)).Closing.Reason);
        var asked = _nodes[0].Verify(Clients[0]);
        await second[0].Pong();
        Assert.True((await asked)!.Value.IsAnswer);
        foreach (var session in second)
            Assert.Equal("goodbye", (await session.Goodbye()).Closing.Reason);
        Assert.Empty(_nodes.SelectMany(node => node.Failures));
    }

    [Fact]
    public async Task Clients_that_go_where_they_are_sent_come_to_the_node_that_holds_them()
    {
        var sent = 0;
        foreach (var client in Clients)
        {
            var answer = await (await _nodes[0].Connect()).HelloThatFollows(client);
            if (answer.Closing is { } closing)
            {
                sent++;
                Assert.Equal("redirected", closing.Reason);
                Assert.Equal(TimeSpan.Zero, closing.RetryAfter.ToTimeSpan());
                answer = await (await Assert.Single(_nodes, node => node.Advertised == closing.Address).Connect()).HelloThatFollows(client);
            }

            Assert.Equal(ServerMessage.MessageOneofCase.Welcome, answer.MessageCase);
        }

        // Of twelve clients on three nodes.
        Assert.InRange(sent, 1, Clients.Length - 1);
        Assert.Empty(_nodes.SelectMany(node => node.Failures));
    }

    private static async Task<TestSession> Open(TestNode node, string client)
    {
        var session = await node.Connect();
        await session.Hello(client);
        return session;
    }
}
