using System.Net;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

public sealed class ReconcilerTests
{
    private static readonly HandMadeTimeline Story = new(1, (0, new ComeOnline()), (1, HandMadeTimeline.Scan(RealTimeScan.Stopped)));

    [Fact]
    public async Task A_client_that_differs_before_and_after_its_goodbye_is_listed_once()
    {
        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort.Next()}/";
        server.Prefixes.Add(address);
        server.Start();
        using var reader = new FleetReader(new Uri(address), ServerTrust.OfMachine);
        var reconciler = new Reconciler(reader, Story.Clients, TimeProvider.System);
        var fleet = OracleFleet.After(Story, ClientRules.Default);
        for (var time = 0; time < 2; time++)
        {
            var comparing = reconciler.CompareAsync(fleet, [default(Delivery)], [0], patience: TimeSpan.Zero, default);
            var context = await server.GetContextAsync().WaitAsync(Patience.Long);
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
            await comparing;
            fleet.Goodbye(Story.Length);
        }

        Assert.Equal(1, reconciler.Findings.Mismatched);
        Assert.Equal("client is absent, should be present: 1 client, such as c00000", Assert.Single(reconciler.Findings.Groups).ToString());
    }
}
