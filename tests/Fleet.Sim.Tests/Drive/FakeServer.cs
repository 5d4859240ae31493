using System.Collections.Concurrent;
using Fleet.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fleet.Sim.Tests.Drive;

/// <summary>A server that does to its sessions what a test says, and remembers what it was told.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeServer(WebApplication app) => _app = app;

    /// <summary>All that came in, with the number of its session from 1.</summary>
    public ConcurrentQueue<(int Session, ClientMessage Message)> Heard { get; } = new();

    /// <summary>Numbers of the sessions that broke without an end in good order.</summary>
    public ConcurrentQueue<int> Broken { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts a server; the script runs once a session, and of so many at a time on a connection.</summary>
    public static async Task<FakeServer> StartAsync(Func<FakeSession, Task> script, int streams = 10_000)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // As a host: silent streams stay open beside those of the same clients that are back.
            kestrel.Limits.Http2.MaxStreamsPerConnection = streams;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        builder.Services.AddSingleton<FakeSessions>();
        var app = builder.Build();
        app.MapGrpcService<FakeClients>();
        var server = new FakeServer(app);
        app.Services.GetRequiredService<FakeSessions>().Server = server;
        await app.StartAsync();
        return server;
    }

    /// <summary>Starts one that takes all that it is told.</summary>
    public static Task<FakeServer> ServingAsync() => StartAsync(async session =>
    {
        await session.WelcomeAsync();
        await session.ServeAsync();
    });

    public IEnumerable<ClientMessage> HeardIn(int session) => Heard.Where(heard => heard.Session == session).Select(heard => heard.Message);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private sealed class FakeSessions
    {
        private int _number;

        public FakeServer Server { get; set; } = null!;

        public int Next() => Interlocked.Increment(ref _number);
    }

    private sealed class FakeClients(FakeSessions sessions, Func<FakeSession, Task> script) : FleetClients.FleetClientsBase
    {
        public override async Task Connect(
            IAsyncStreamReader<ClientMessage> requestStream, IServerStreamWriter<ServerMessage> responseStream, ServerCallContext context)
        {
            var session = new FakeSession(sessions.Next(), sessions.Server, requestStream, responseStream, context);
            try
            {
                await script(session);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                sessions.Server.Broken.Enqueue(session.Number);
            }
        }
    }
}
