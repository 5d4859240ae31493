using Fleet.Protocol.Tls;
using Fleet.Sim.Drive.Wire;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class ConnectionPoolTests
{
    [Fact]
    public void A_client_that_lost_its_session_goes_on_at_another_server_and_comes_round()
    {
        using var pool = new ConnectionPool([new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2"), new Uri("http://127.0.0.1:3")], 3, ServerTrust.OfMachine);
        Assert.Equal(3, Enumerable.Range(0, 3).Select(losses => pool.Of(7, losses)).Distinct().Count());
        Assert.Same(pool.Of(7, 0), pool.Of(7, 3));
    }

    [Fact]
    public void A_client_that_was_sent_to_a_server_has_a_connection_to_it()
    {
        Uri[] servers = [new("http://127.0.0.1:1"), new("http://127.0.0.1:2"), new("http://127.0.0.1:3")];
        using var pool = new ConnectionPool(servers, 7, ServerTrust.OfMachine);
        Assert.Equal(1, pool.ServerAt("http://127.0.0.1:2/"));
        Assert.True(pool.ServerAt("http://127.0.0.1:4") < 0);
        Assert.True(pool.ServerAt("nowhere") < 0);
        // Connections go round the servers: the first has three of the seven, the others two.
        var byServer = servers.Select((_, server) => Enumerable.Range(0, 50).Select(client => pool.To(server, client)).Distinct().ToList()).ToList();
        Assert.Equal([3, 2, 2], byServer.Select(connections => connections.Count));
        Assert.Equal(7, byServer.SelectMany(connections => connections).Distinct().Count());
    }

    [Fact]
    public void With_fewer_connections_than_servers_nobody_is_sent_where_none_goes()
    {
        using var pool = new ConnectionPool([new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2")], 1, ServerTrust.OfMachine);
        Assert.Equal(0, pool.ServerAt("http://127.0.0.1:1"));
        Assert.True(pool.ServerAt("http://127.0.0.1:2") < 0);
        Assert.Same(pool.Of(7, 0), pool.To(0, 7));
    }

    [Fact]
    public void With_one_server_it_keeps_its_connection()
    {
        using var pool = new ConnectionPool([new Uri("http://127.0.0.1:1")], 3, ServerTrust.OfMachine);
        Assert.Same(pool.Of(7, 0), pool.Of(7, 1));
    }
}
