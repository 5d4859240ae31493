using Fleet.Sim.Drive.Wire;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class ConnectionPoolTests
{
    [Fact]
    public void A_client_that_lost_its_session_goes_on_at_another_server_and_comes_round()
    {
        using var pool = new ConnectionPool([new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2"), new Uri("http://127.0.0.1:3")], 3);
        Assert.Equal(3, Enumerable.Range(0, 3).Select(losses => pool.Of(7, losses)).Distinct().Count());
        Assert.Same(pool.Of(7, 0), pool.Of(7, 3));
    }

    [Fact]
    public void With_one_server_it_keeps_its_connection()
    {
        using var pool = new ConnectionPool([new Uri("http://127.0.0.1:1")], 3);
        Assert.Same(pool.Of(7, 0), pool.Of(7, 1));
    }
}
