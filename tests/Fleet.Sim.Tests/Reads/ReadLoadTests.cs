using System.Collections.Concurrent;
using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Reads;

/// <summary>Readers of a server that answers as a test says.</summary>
public sealed class ReadLoadTests : IAsyncDisposable
{
    private const string Page = """{"items":[],"next":null,"offset":5}""";
    private const string Summary = """{"offset":5,"at":"2026-03-02T08:00:00.000Z","total":0,"byConnection":{"online":0,"offline":0,"roaming":0},"byIcon":{},"byCondition":{},"byGroup":{}}""";

    private readonly ConcurrentQueue<string> _asked = new();
    private readonly AckTap _acks = new();
    private WebApplication? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Ask_lists_and_counts_follow_the_feed_and_look_for_what_was_acked()
    {
        // Time stands still once all have asked: however slow the server is, nobody gives an answer up.
        var time = new FakeTimeProvider();
        await using var load = await ReadAsync(readers: 3, context => context.Request.Path.Value!.Contains("summary", StringComparison.Ordinal) ? Summary : Page, time);
        Eventually.True(() => Asked("/v1/fleet/summary") && Asked("/v1/clients") && Asked("/v1/icon-changes"), between: () => time.Advance(TimeSpan.FromMilliseconds(1)));
        // Readers wait for an ack each: one of the three hears of it.
        _acks.Hear(offset: 4711, time.GetTimestamp());
        Eventually.True(() => Asked("/v1/clients?limit=1&minOffset=4711") && load.Figures.IconChanges == 3);
        var figures = (await load.StopAsync(default))!;
        Assert.Equal((3, 0, 0), (figures.Readers, figures.Failed, figures.FeedBreaks));
        Assert.Equal(3, figures.IconChanges);
        Assert.NotEqual(Distribution.None, figures.Latency);
        Assert.Single(_asked, address => address.Contains("minOffset", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_for_now_is_asked_again_and_its_whole_wait_counts()
    {
        var refused = 0;
        await using var load = await ReadAsync(readers: 1, context =>
        {
            if (context.Request.Path != "/v1/clients" || Interlocked.Increment(ref refused) > 1)
                return context.Request.Path.Value!.Contains("summary", StringComparison.Ordinal) ? Summary : Page;
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "1";
            return "{}";
        });
        Eventually.True(() => Volatile.Read(ref refused) > 2);
        var figures = (await load.StopAsync(default))!;
        Assert.Equal((1, 0), (figures.Deferred, figures.Failed));
        Assert.InRange(figures.Latency.Percentiles.Max, 1_000, 60_000);
    }

    [Fact]
    public async Task What_has_no_answer_counts_with_what_one_is_waited_for()
    {
        await using var load = await ReadAsync(readers: 1, context =>
        {
            context.Response.StatusCode = 500;
            return "{}";
        });
        Eventually.True(() => load.Figures is { Failed: > 0, FeedBreaks: > 0 });
        var figures = (await load.StopAsync(default))!;
        Assert.Equal(Asker.Patience.TotalMilliseconds, figures.Latency.Percentiles.P50, tolerance: 20);
        Assert.NotNull(figures.LastTrouble);
    }

    [Fact]
    public async Task Nobody_reads_where_nobody_is_asked_to()
    {
        await using var load = await ReadAsync(readers: 0, _ => Page);
        Assert.Null(await load.StopAsync(default));
        Assert.Empty(_asked);
    }

    private bool Asked(string address) => _asked.Any(asked => asked.StartsWith(address, StringComparison.Ordinal));

    private async Task<ReadLoad> ReadAsync(int readers, Func<HttpContext, string> answer, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            _asked.Enqueue(context.Request.Path + context.Request.QueryString);
            var text = answer(context);
            context.Response.ContentType = "application/json";
            if (context.Request.Path == "/v1/icon-changes" && context.Response.StatusCode == 200)
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("event: icon-change\nid: 7\ndata: {}\n\n");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            await context.Response.WriteAsync(text);
        });
        await _server.StartAsync();
        var address = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return new ReadLoad(readers, [address], ServerTrust.OfMachine, _acks, time ?? TimeProvider.System);
    }
}
