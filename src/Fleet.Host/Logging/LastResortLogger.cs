using System.Diagnostics.CodeAnalysis;
using Akka.Event;

namespace Fleet.Host.Logging;

/// <summary>What Akka has to say before its loggers run and after they are gone: only what is wrong is worth a line.</summary>
[SuppressMessage("Design", "MA0097:A class that implements IComparable should override comparison operators", Justification = "Akka's base class compares actor references.")]
internal sealed class LastResortLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is LogEvent happened && happened.LogLevel() >= Akka.Event.LogLevel.WarningLevel)
            Console.Error.WriteLine(happened);
    }
}
