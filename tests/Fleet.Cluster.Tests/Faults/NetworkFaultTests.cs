using Fleet.Cluster.Tests.Hosting;
using Fleet.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Faults;

/// <summary>Nodes on different addresses, which speak TLS to each other, and then cannot reach each other.</summary>
public sealed class NetworkFaultTests(ITestOutputHelper output) : FaultTest(output), IAsyncLifetime
{
    private const int LeftOut = 75;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-network-");
    private readonly IsolatedNetwork _network = new(3);
    private readonly List<Node> _nodes = [];
    private PostgresServer _postgres = null!;

    private protected override IReadOnlyList<Node> Nodes => _nodes;

    private protected override string Journal => _postgres.OwnConnectionString;

    private string Seeds => string.Join(',', _nodes.Select(node => node.Remoting));

    public async Task InitializeAsync()
    {
        _postgres = PostgresServer.Start($"listen_addresses=127.0.0.1,{_network.Here}");
        await Admit();
        var certificate = Path.Combine(_folder.FullName, "node.pem");
        NodeCertificate.Write(certificate);
        var database = new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Host = $"{_network.Here}" }.ToString();
        for (var i = 0; i < 3; i++)
        {
            var settings = FleetCluster.Settings(database, _folder.CreateSubdirectory($"{i}").FullName);
            settings["Fleet__Cluster__Certificate"] = certificate;
            _nodes.Add(new Node(_network.Address(i), settings, _network.Within(i)));
        }

        await Heal();
    }

    public Task DisposeAsync()
    {
        _nodes.ForEach(node => node.Dispose());
        _postgres?.Dispose();
        _network.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public Task A_node_is_cut_off_from_the_others() => Survives("Network cut between a node and the others, sessions on both sides", async load =>
    {
        _network.Cut(2);
        await load.AllAcked(after: load.Now);
        await Eventually.Holds(() => _nodes[2].Process.HasEnded, "the node that is alone takes itself out", () => _nodes[2].Process.Output);
        Assert.Equal(LeftOut, _nodes[2].Process.ExitCode);
        Assert.All(_nodes.Take(2), node => Assert.False(node.Process.HasEnded));
        _network.Mend(2);
    });

    private protected override async Task Heal()
    {
        var ended = _nodes.Where(node => !node.IsRunning).ToList();
        ended.ForEach(node => node.Start(Seeds));
        foreach (var node in ended)
            await FleetCluster.Ready(node);
    }

    /// <summary>The server of the tests takes connections from loopback alone.</summary>
    private async Task Admit()
    {
        await using var connection = new NpgsqlConnection(Journal);
        await connection.OpenAsync();
        await using var where = new NpgsqlCommand("SHOW hba_file", connection);
        await File.AppendAllTextAsync((string)(await where.ExecuteScalarAsync())!, $"host all all {_network.Here}/24 scram-sha-256\n");
        await using var reload = new NpgsqlCommand("SELECT pg_reload_conf()", connection);
        await reload.ExecuteNonQueryAsync();
        // It reads that a moment later, and turns away who comes before.
        await Eventually.Holds(IsAdmitted, "nodes are let in");
    }

    private async Task<bool> IsAdmitted()
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Journal) { Host = $"{_network.Here}" }.ToString());
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
    }
}
