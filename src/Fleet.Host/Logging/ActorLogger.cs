using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Hosting.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Fleet.Host.Logging;

/// <summary>Hands what actors log to .NET's logging, under the class that logs: so filters by namespace tell ours from Akka's.</summary>
internal sealed class ActorLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILoggerFactory _loggers = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent happened:
                _loggers.CreateLogger(happened.LogClass.FullName!).Log(
                    LevelOf(happened.LogLevel()), happened.Cause, "{Message} ({Source})", happened.Message, happened.LogSource);
                return true;
            default:
                return false;
        }
    }

    private static LogLevel LevelOf(Akka.Event.LogLevel level) => level switch
    {
        Akka.Event.LogLevel.DebugLevel => LogLevel.Debug,
        Akka.Event.LogLevel.InfoLevel => LogLevel.Information,
        Akka.Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
