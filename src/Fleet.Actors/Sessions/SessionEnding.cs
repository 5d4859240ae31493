using Fleet.Core.Clients;
using Fleet.Core.Retrying;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>The end of one session: it is told to the client's actor until that confirms it.</summary>
internal sealed class SessionEnding(ClientId client, EndSession end, SessionPorts ports)
{
    private static readonly Backoff Pauses = new(SessionPorts.RepeatAfter, SessionPorts.LongestPause);

    private int _told;

    /// <summary>Why it ends.</summary>
    public PresenceCause Cause => end.Cause;

    /// <summary>When it is told, or told again.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>The client's actor has heard of it, or may have.</summary>
    public bool IsTold => _told > 0;

    /// <summary>What the client is told.</summary>
    public static ClosingReason ReasonOf(PresenceCause cause) => cause switch
    {
        PresenceCause.Goodbye => ClosingReason.Goodbye,
        PresenceCause.Silent => ClosingReason.Silent,
        _ => ClosingReason.Protocol,
    };

    /// <summary>It is told after so long, if not before.</summary>
    public void TellAfter(TimeSpan wait) => Due = ports.Now + wait;

    /// <summary>Tells it.</summary>
    public void Tell()
    {
        Due = ports.Now + Pauses.After(++_told, Random.Shared.NextDouble());
        ports.Tell(client, end);
    }
}
