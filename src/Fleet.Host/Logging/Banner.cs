using System.Diagnostics;
using Fleet.Host.Listening;
using Fleet.Host.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Fleet.Host.Logging;

/// <summary>One line when the host is ready, and if it was, one when it stops.</summary>
internal sealed class Banner(FleetSettings settings, IServer server, TimeProvider time, ILogger<Banner> log) : IHostedLifecycleService
{
    private bool _wasReady;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // In the order in which they were named: HTTP first, gRPC last.
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        var (http, grpc) = (addresses[0], addresses[ListenSockets.Of(settings.Http).Count()]);
        using var process = Process.GetCurrentProcess();
        _wasReady = true;
        log.LogInformation(
            "Ready after {Seconds:0.0} s. HTTP {Http}, gRPC {Grpc}, data {Data}; see it at {Page}",
            (time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalSeconds, http, grpc, settings.StorePlace,
            http + "/");
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_wasReady)
            log.LogInformation("Stopping: up to {Drain:c} for what was accepted", settings.Drain);
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_wasReady)
            log.LogInformation("Stopped");
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
