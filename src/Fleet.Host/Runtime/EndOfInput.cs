using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>Stops the host when its standard input ends, if <c>Fleet:StopAtEndOfInput</c> says so: whoever holds the other end is gone, even if it was killed.</summary>
internal sealed class EndOfInput(FleetSettings settings, IHostApplicationLifetime host, ILogger<EndOfInput> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own, which the end of the process does not wait for: nothing else ends a read of a pipe.
        if (settings.StopAtEndOfInput)
            new Thread(StopAtEnd) { Name = "end-of-input", IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void StopAtEnd()
    {
        using var input = Console.OpenStandardInput();
        var ignored = new byte[256];
        while (input.Read(ignored) > 0)
        {
        }

        log.LogInformation("Standard input has ended: whoever started this host is gone");
        host.StopApplication();
    }
}
