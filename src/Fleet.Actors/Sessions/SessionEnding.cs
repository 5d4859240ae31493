using Fleet.Actors.Pauses;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>The end of one session: it is told to the client's actor until that confirms it.</summary>
internal sealed class SessionEnding(ClientId client, EndSession end, SessionPorts ports)
{
    private readonly Backoff _pauses = new(SessionPorts.RepeatAfter, SessionPorts.LongestPause);

    /// <summary>Why it ends.</summary>
    public PresenceCause Cause => end.Cause;

    /// <summary>When it is told again.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>What the client is told.</summary>
    public static ClosingReason ReasonOf(PresenceCause cause) => cause switch
    {
        PresenceCause.Goodbye => ClosingReason.Goodbye,
        PresenceCause.Silent => ClosingReason.Silent,
        _ => ClosingReason.Protocol,
    };

    /// <summary>Tells it.</summary>
    public void Tell()
    {
        Due = ports.Now + _pauses.Next(Random.Shared.NextDouble());
        ports.Tell(client, end);
    }
}
