using Akka.Event;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>Tells the log of clients that two machines use. Where a disk was copied to a thousand machines it says so in few lines, and how many more there are.</summary>
/// <param name="log">The log.</param>
/// <param name="time">Measures.</param>
public sealed class DuplicateLog(ILoggingAdapter log, TimeProvider time)
{
    private const int MostLines = 10;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _began;
    private int _found;

    /// <summary>Two machines were found to use a client's id.</summary>
    public void Found(ClientId client)
    {
        lock (_gate)
        {
            if (_began is not { } began || time.GetElapsedTime(began) >= Period)
            {
                if (_found > MostLines)
                    log.Warning("{0} more clients were found to be used by two machines each: GET /v1/clients?condition=duplicate-identity lists them.", _found - MostLines);
                (_began, _found) = (time.GetTimestamp(), 0);
            }

            if (++_found <= MostLines)
                log.Warning("Two machines use the client id {0}, and take the session from each other: one of them needs an id of its own.", client);
        }
    }
}
