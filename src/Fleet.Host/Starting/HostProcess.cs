using Akka.Actor;

namespace Fleet.Host.Starting;

/// <summary>The life of the process around the host.</summary>
internal static class HostProcess
{
    /// <summary>The cluster goes on without this node: whoever supervises the process is to start it again.</summary>
    public const int LeftOut = 75;

    /// <summary>Composes the host and runs it until it is told to stop.</summary>
    /// <returns>The exit code: 0 after a drained stop, 2 for bad settings, <see cref="LeftOut"/>, 1 for anything else.</returns>
    public static async Task<int> Run(Func<CancellationToken, WebApplication> compose)
    {
        using var signals = new StopSignals();
        var isUp = false;
        try
        {
            await using var host = compose(signals.Told);
            await using var stopping = signals.Told.Register(host.Lifetime.StopApplication);
            await Start(host, signals.Told);
            isUp = true;
            await host.WaitForShutdownAsync();
            return IsLeftOut(host) ? LeftOut : 0;
        }
        catch (Exception) when (!isUp && signals.Told.IsCancellationRequested)
        {
            // Whatever the start was in the middle of: that was the reason.
            return 0;
        }
        catch (CannotStartException reason)
        {
            await Console.Error.WriteLineAsync($"fleet: {reason.Message}");
            return reason.ExitCode;
        }
        catch (InvalidDataException unreadable)
        {
            await Console.Error.WriteLineAsync($"fleet: {unreadable.Message} {unreadable.GetBaseException().Message}");
            return 2;
        }
        catch (Exception unreadable) when (!isUp)
        {
            // Of what a host is started with Akka's own configuration is read last, each value where it is needed.
            await Console.Error.WriteLineAsync($"fleet: cannot start. {Chain(unreadable)}");
            return 1;
        }
        catch (Exception unexpected)
        {
            await Console.Error.WriteLineAsync($"fleet: ended by an unexpected error. {unexpected}");
            return 1;
        }
    }

    private static bool IsLeftOut(WebApplication host) =>
        CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>()).ShutdownReason is CoordinatedShutdown.ClusterDowningReason;

    /// <summary>What has started already when a listener cannot, the actor system above all, ends in good order too.</summary>
    private static async Task Start(WebApplication host, CancellationToken told)
    {
        try
        {
            await host.StartAsync(told);
        }
        catch
        {
            await host.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>What went wrong, and what was wrong with that.</summary>
    private static string Chain(Exception fault) =>
        $"{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}{(fault.InnerException is { } inner ? $" {Chain(inner)}" : "")}";
}
