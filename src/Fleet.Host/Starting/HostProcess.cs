using Akka.Actor;

namespace Fleet.Host.Starting;

/// <summary>The life of the process around the host.</summary>
internal static class HostProcess
{
    /// <summary>The cluster goes on without this node: whoever supervises the process is to start it again.</summary>
    public const int LeftOut = 75;

    /// <summary>Composes the host and runs it until it is told to stop.</summary>
    /// <returns>The exit code: 0 after a drained stop, 2 for bad settings, <see cref="LeftOut"/>, 1 for anything else.</returns>
    public static async Task<int> Run(Func<WebApplication> compose)
    {
        using var impatience = new SecondSignal();
        try
        {
            await using var host = compose();
            await Start(host);
            await host.WaitForShutdownAsync();
            return IsLeftOut(host) ? LeftOut : 0;
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
        catch (Exception unexpected)
        {
            await Console.Error.WriteLineAsync($"fleet: ended by an unexpected error. {unexpected}");
            return 1;
        }
    }

    private static bool IsLeftOut(WebApplication host) =>
        CoordinatedShutdown.Get(host.Services.GetRequiredService<ActorSystem>()).ShutdownReason is CoordinatedShutdown.ClusterDowningReason;

    /// <summary>What has started already when a listener cannot, the actor system above all, ends in good order too.</summary>
    private static async Task Start(WebApplication host)
    {
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await host.StopAsync();
            throw;
        }
    }
}
