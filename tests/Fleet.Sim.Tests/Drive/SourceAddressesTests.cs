using System.Net;
using Fleet.Protocol.Tls;
using Fleet.Sim.Drive.Wire;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class SourceAddressesTests
{
    private static readonly IPAddress[] Machine = [.. new[] { "127.0.0.1", "::1", "10.0.0.7", "10.0.0.8", "fe80::1", "2001:db8::7" }.Select(IPAddress.Parse)];

    [Fact]
    public void Where_one_address_will_do_the_system_chooses() => Assert.Null(SourceAddresses.Of(0, SourceAddresses.ConnectionsEach, []));

    [Fact]
    public void A_hundred_thousand_connections_come_from_four_addresses_and_none_from_too_many_ports()
    {
        const int Count = 100_000;
        var own = SourceAddresses.For("127.0.0.1", SourceAddresses.Needed(Count), Machine);
        var from = Enumerable.Range(0, Count).GroupBy(connection => SourceAddresses.Of(connection, Count, own)!.ToString()).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"], from.Keys.Order());
        Assert.All(from.Values, count => Assert.InRange(count, 1, SourceAddresses.ConnectionsEach));
    }

    [Fact]
    public void Another_machine_is_reached_from_the_addresses_of_its_kind()
    {
        Assert.Equal(["10.0.0.7", "10.0.0.8"], SourceAddresses.For("10.0.0.1", 2, Machine).Select(own => own.ToString()));
        Assert.Equal(["2001:db8::7"], SourceAddresses.For("2001:db8::1", 2, Machine).Select(own => own.ToString()));
    }

    [Fact]
    public void Too_few_addresses_are_told_with_what_to_do() =>
        Assert.Contains("--connections", Assert.Throws<IOException>(() => SourceAddresses.Of(0, 500_000, Machine)).Message);

    [Fact]
    public async Task A_connection_comes_from_the_address_that_was_chosen()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var source = IPAddress.Parse("127.0.0.9");
        using var connection = new Connection(new Uri($"http://{listener.LocalEndpoint}"), ServerTrust.OfMachine, source);
        using var request = connection.Request(new ByteArrayContent([]));
        using var enough = new CancellationTokenSource();
        var asked = connection.Invoker.SendAsync(request, enough.Token);
        using (var accepted = await listener.AcceptSocketAsync())
            Assert.Equal(source, ((IPEndPoint)accepted.RemoteEndPoint!).Address);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => asked);
    }
}
