using System.Collections.Concurrent;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Workers;
using Fleet.Sim.Workers.Messages;
using Grpc.Core;
using Grpc.Net.Client;

namespace Fleet.Sim.Tests.Workers;

/// <summary>Workers in this process, and a server that takes all that they send.</summary>
internal sealed class WorkerRig : IAsyncDisposable
{
    public const string Token = "of-these-workers";

    public static readonly ReadOrder NoReaders = new(Readers: 0, []);

    private readonly List<WorkerServer> _workers = [];

    private WorkerRig(FakeServer server) => Server = server;

    public FakeServer Server { get; }

    public IReadOnlyList<Uri> Addresses => [.. _workers.Select(worker => worker.Address)];

    public Workforce Force => new(Addresses, Token);

    /// <summary>What the workers say to whoever is at them.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <param name="times">The clocks of the workers, one each.</param>
    public static async Task<WorkerRig> StartAsync(params IReadOnlyList<TimeProvider> times)
    {
        var rig = new WorkerRig(await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.ServeAsync();
        }));
        foreach (var time in times)
            rig._workers.Add(await WorkerServer.StartAsync(new Uri("http://127.0.0.1:0"), certificate: null, new WorkerIdentity(Token, WorkerCall.Version, time, rig.Said.Enqueue)));
        return rig;
    }

    /// <summary>A day at the office, or another scenario that ships.</summary>
    public static TimelineOrder Order(int clients, TimeSpan length, string scenario = "office-day") =>
        new(ScenarioLibrary.Load(scenario), new TimelineOptions(3) { Clients = clients, Length = length, Patterns = PatternForm.Status });

    public DriveOptions Drive(Speed speed) => new([Server.Address], Connections: 2, speed);

    /// <summary>The workers drive a day of so many clients.</summary>
    public async Task<IGenerator> BeginAsync(int clients, TimeSpan length, Speed speed, TimeProvider? time = null) =>
        (await Force.StartAsync(Order(clients, length), Drive(speed), NoReaders, time ?? TimeProvider.System, CancellationToken.None)).Clients;

    /// <summary>A coordinator that says only what a test does.</summary>
    public AsyncDuplexStreamingCall<Order, Word> Call(GrpcChannel channel, string token = Token, string? version = null) =>
        new FleetWorkers.FleetWorkersClient(channel).Work(WorkerCall.Headers(token, version ?? WorkerCall.Version));

    /// <summary>Ends one of the workers.</summary>
    public ValueTask EndAsync(int worker) => _workers[worker].DisposeAsync();

    /// <summary>Waits until every worker takes orders again.</summary>
    public async Task UntilFreeAsync()
    {
        Eventually.True(() => Said.LastOrDefault() == "free again");
        await using var crew = await BeginAsync(10, TimeSpan.FromMinutes(1), Speed.Max);
        await crew.PlayedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        await Server.DisposeAsync();
    }
}
