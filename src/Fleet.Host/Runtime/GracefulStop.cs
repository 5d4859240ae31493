using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Fleet.Host.Runtime;

/// <summary>Brings the end of the host and the end of the actor system together, whichever begins.</summary>
/// <remarks>
/// Akka's coordinated shutdown begins as soon as the host is told to stop, so that sessions hear of it at once, while the
/// listeners close; but regions and journal stay until the last request has its answer.
/// </remarks>
internal sealed class GracefulStop(ActorSystem system, IHostApplicationLifetime host, ILogger<GracefulStop> log) : IHostedLifecycleService, IDisposable
{
    private readonly TaskCompletionSource<Done> _requestsDone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The phases that wait for somebody outside get the whole drain.</summary>
    public static Config Timeouts(TimeSpan drain) => ConfigurationFactory.ParseString(
        $$"""
        akka.coordinated-shutdown.phases {
          {{CoordinatedShutdown.PhaseBeforeServiceUnbind}}.timeout = {{Math.Max(1, drain.TotalMilliseconds):0}} ms
          {{CoordinatedShutdown.PhaseServiceRequestsDone}}.timeout = {{drain.TotalMilliseconds + 1000:0}} ms
        }
        """);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "stop-the-host", () =>
        {
            host.StopApplication();
            return Task.FromResult(Done.Instance);
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "requests-done", () => _requestsDone.Task);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _ = Shutdown();
        return Task.CompletedTask;
    }

    /// <summary>The listeners, which started last, have stopped before this is called.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _requestsDone.TrySetResult(Done.Instance);
        return Task.CompletedTask;
    }

    /// <summary>A host that could not start is not stopped, only disposed of: no request has ever come in.</summary>
    public void Dispose() => _requestsDone.TrySetResult(Done.Instance);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Shutdown()
    {
        try
        {
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance);
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The actor system did not shut down in good order");
        }
    }
}
