using Fleet.Core.Settings;

namespace Fleet.Core.Clients;

/// <summary>The answer to a command.</summary>
public abstract record ClientReply;

/// <summary>The report is taken: durable once the decision's events are, if there are any.</summary>
/// <param name="Seq">The report's number.</param>
/// <param name="Changed">It changed something.</param>
/// <param name="Repeated">It had been taken before; nothing happened.</param>
public sealed record Taken(long Seq, bool Changed, bool Repeated) : ClientReply
{
    /// <summary>What was not taken of it; null: nothing.</summary>
    public Notice? Notice { get; init; }
}

/// <summary>The command was not taken.</summary>
/// <param name="Seq">The report's number; 0 if the command was no report.</param>
/// <param name="Refusal">Why.</param>
/// <param name="LastSeq">What is sent again, if anything, begins after this number.</param>
public sealed record Refused(long Seq, Refusal Refusal, long LastSeq) : ClientReply;

/// <summary>The session is known.</summary>
/// <param name="LastSeq">Highest report number that was taken so far.</param>
/// <param name="Present">The client is present; false while its backlog is awaited.</param>
public sealed record Opened(long LastSeq, bool Present) : ClientReply
{
    /// <summary>What the deployment of settings has to know of the client; null: it understands none.</summary>
    public ManagedClient? Managed { get; init; }
}

/// <summary>The command is done, or there was nothing to do.</summary>
public sealed record Done : ClientReply
{
    /// <summary>The only one.</summary>
    public static Done Instance { get; } = new();
}
