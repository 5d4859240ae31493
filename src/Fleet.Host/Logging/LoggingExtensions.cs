using Fleet.Host.Settings;
using Microsoft.Extensions.Logging.Console;

namespace Fleet.Host.Logging;

/// <summary>Wires logging into the host.</summary>
internal static class LoggingExtensions
{
    /// <summary>What to log, and in which form, is set under <c>Logging</c>, the .NET way.</summary>
    /// <exception cref="SettingsException">A level is none.</exception>
    public static void AddFleetLogging(this IHostApplicationBuilder builder)
    {
        CheckLevels(builder.Configuration);
        // The slim builder settles on the simple console: what is configured goes before.
        builder.Services.Configure<ConsoleLoggerOptions>(builder.Configuration.GetSection("Logging:Console"));
        // Lines for machines have their moment in full, however the lines for people have it.
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(json => (json.TimestampFormat, json.UseUtcTimestamp) = ("yyyy-MM-ddTHH:mm:ss.fffZ", true));
        // Why a start failed is told once, by the process itself, and not as a stack trace before that.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.AddHostedService<Banner>();
    }

    /// <summary>Of all loggers, and of each kind of logger. .NET would end the start with a stack trace.</summary>
    private static void CheckLevels(IConfiguration configuration)
    {
        // Not parsed: any number, and several names with commas, would pass.
        var names = Enum.GetNames<LogLevel>();
        var logging = configuration.GetSection("Logging");
        var levels = logging.GetChildren().Select(kind => kind.GetSection("LogLevel")).Prepend(logging.GetSection("LogLevel")).SelectMany(section => section.GetChildren());
        if (levels.FirstOrDefault(level => !names.Contains(level.Value, StringComparer.OrdinalIgnoreCase)) is { } wrong)
            throw new SettingsException($"{wrong.Path} takes one of {string.Join(", ", names)}; it is '{wrong.Value}'.");
    }
}
