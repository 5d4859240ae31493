using System.Net;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Tls;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>Histories as a server tells them, right and wrong.</summary>
public sealed class HistoryCheckTests
{
    private const string First = """{"facts":{"group":"lab"}}""";
    private const string Stopped = """{"seq":1,"facts":{"realTimeScan":"stopped"}}""";
    private const string Enabled = """{"seq":2,"facts":{"realTimeScan":"enabled"}}""";

    private static readonly HandMadeTimeline Story = new(
        1, (0, new ComeOnline()), (1, HandMadeTimeline.Scan(RealTimeScan.Stopped)), (2, HandMadeTimeline.Scan(RealTimeScan.Enabled)));

    [Theory]
    [InlineData(0, 0, First, Stopped, Enabled)]
    [InlineData(0, 0, First, Stopped, """{"facts":{}}""", Enabled)]
    [InlineData(1, 0, First, Enabled)]
    [InlineData(1, 0, First, Stopped)]
    [InlineData(1, 0, First, Enabled, Stopped)]
    [InlineData(0, 1, First, Stopped, Stopped, Enabled)]
    [InlineData(0, 0, First, Stopped, """{"epoch":"b","facts":{}}""", """{"seq":1,"facts":{"realTimeScan":"enabled"}}""")]
    [InlineData(0, 0, First, Stopped, """{"seq":1,"epoch":"b","facts":{"realTimeScan":"enabled"}}""")]
    [InlineData(0, 1, First, """{"seq":1,"epoch":"b","facts":{"realTimeScan":"stopped"}}""", """{"seq":1,"facts":{"realTimeScan":"enabled"}}""")]
    [InlineData(1, 0)]
    public async Task Every_acknowledged_change_is_there_once_and_in_its_order(int lost, int duplicated, params string[] items)
    {
        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort.Next()}/";
        server.Prefixes.Add(address);
        server.Start();
        var serving = ServeAsync(server, $$"""{"items":[{{string.Join(',', items)}}],"next":null,"offset":9}""");
        using var reader = new FleetReader(new Uri(address), ServerTrust.OfMachine);
        var check = new HistoryCheck(reader, Story, ClientRules.Default);
        await check.RunAsync(default);
        await serving;
        Assert.Equal((lost, duplicated), (check.Lost.Count, check.Duplicated.Count));
    }

    private static async Task ServeAsync(HttpListener server, string history)
    {
        var context = await server.GetContextAsync();
        Assert.StartsWith("/v1/clients/c00000/history", context.Request.RawUrl);
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(history));
        context.Response.Close();
    }
}
