using Fleet.Protocol.Tls;
using Fleet.Sim.Trials;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Trials;

/// <summary>What becomes of a watch that cannot read what a server tells of itself.</summary>
public sealed class ServerWatchTests
{
    private const string Metrics = "process_cpu_seconds_total 2\nprocess_working_set_bytes 1000\n";
    private const string Summary = """{"offset":1,"at":null,"total":1,"byConnection":{},"byIcon":{"online-smart-rts-enabled-sps-connected":1},"byCondition":{},"byGroup":{}}""";

    [Theory]
    [InlineData("/metrics", "text/plain; charset=no-such-one", "x 1")]
    [InlineData("/v1/fleet/summary", "application/json; charset=no-such-one", "{}")]
    [InlineData("/v1/fleet/summary", "application/json", "<html>")]
    [InlineData("/v1/fleet/summary", "application/json", """{"byIcon":{"no-such-icon":1}}""")]
    public async Task An_answer_that_cannot_be_read_is_told_and_the_watch_goes_on(string path, string type, string body)
    {
        var isWell = false;
        await using var server = await ServeAsync(async context =>
        {
            var isRubbish = !Volatile.Read(ref isWell) && context.Request.Path == path;
            context.Response.ContentType = isRubbish ? type : "text/plain";
            await context.Response.WriteAsync(isRubbish ? body : context.Request.Path == "/metrics" ? Metrics : Summary);
        });
        var time = new FakeTimeProvider();
        var api = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await using var watch = new ServerWatch([api], ServerTrust.OfMachine, time);
        Eventually.True(() => watch.Nodes[0].Trouble is not null);
        Assert.DoesNotContain(watch.Nodes[0].Samples, IsWhole);
        Volatile.Write(ref isWell, true);
        Eventually.True(() => watch.Nodes[0].Samples.Any(IsWhole), between: () => time.Advance(TimeSpan.FromSeconds(1)));
    }

    private static bool IsWhole(ServerSample sample) => sample is { CpuSeconds: 2, MemoryBytes: 1000, Icons.Count: 1 };

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync();
        return server;
    }
}
