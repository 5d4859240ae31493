namespace Fleet.Host.Logging;

/// <summary>Wires logging into the host.</summary>
internal static class LoggingExtensions
{
    /// <summary>What to log, and in which form, is set under <c>Logging</c>, the .NET way.</summary>
    public static void AddFleetLogging(this IHostApplicationBuilder builder)
    {
        // Why a start failed is told once, by the process itself, and not as a stack trace before that.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.AddHostedService<Banner>();
    }
}
