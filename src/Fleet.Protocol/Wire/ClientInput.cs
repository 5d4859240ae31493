using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>What a client said, in the words of the domain. The family is closed.</summary>
public abstract record ClientInput
{
    private ClientInput()
    {
    }

    /// <summary>The first message of a session.</summary>
    /// <param name="Client">Who speaks.</param>
    /// <param name="Group">Null: not told.</param>
    /// <param name="BacklogThrough">Highest number of the reports that wait at the client; 0: none wait.</param>
    /// <param name="AgentVersion">Null: not told.</param>
    /// <param name="FollowsRedirects">It may be sent to the node that holds it.</param>
    /// <param name="Capabilities">What it understands.</param>
    /// <param name="Epoch">Another one than the last: the client lost its memory, and its numbers begin at 1 again. Empty: it has none.</param>
    /// <param name="SettingsTag">The tag of the settings that it holds; empty: it told none.</param>
    public sealed record Hello(
        ClientId Client, GroupName? Group, long BacklogThrough, string? AgentVersion, bool FollowsRedirects = false,
        Capabilities Capabilities = Capabilities.None, string Epoch = "", string SettingsTag = "") : ClientInput;

    /// <summary>A report, good or not.</summary>
    /// <param name="Seq">Its number as it was told; the domain judges it.</param>
    /// <param name="Acked">Highest number up to which the client holds answers, as it was told.</param>
    /// <param name="ObservedAt">By the client's clock, in whole milliseconds; without meaning if there is a fault.</param>
    /// <param name="Facts">What it tells; without meaning if there is a fault.</param>
    /// <param name="Fault">Why it cannot be taken: it is refused in its turn, and the next one may follow.</param>
    /// <param name="Epoch">What its number counts in, where it comes without a session; empty: the client has none.</param>
    public sealed record Report(long Seq, long Acked, DateTimeOffset ObservedAt, ReportedFacts Facts, Refusal? Fault = null, string Epoch = "") : ClientInput;

    /// <summary>The client answers settings.</summary>
    /// <param name="Tag">Names them, as it was told.</param>
    /// <param name="Error">Why it could not apply them, for a person; null: it did.</param>
    public sealed record SettingsAnswer(string Tag, string? Error) : ClientInput;

    /// <summary>A sign of life.</summary>
    public sealed record Heartbeat : ClientInput
    {
        /// <summary>The only one.</summary>
        public static Heartbeat Instance { get; } = new();
    }

    /// <summary>The answer to the question whether it is there.</summary>
    /// <param name="Id">That of the question.</param>
    public sealed record Pong(long Id) : ClientInput;

    /// <summary>The client takes its leave.</summary>
    public sealed record SaidGoodbye(GoodbyeReason Reason) : ClientInput;

    /// <summary>The client tells how far it is with a task.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Attempt">The attempt that it was sent.</param>
    /// <param name="State">Started, succeeded, failed or rejected.</param>
    /// <param name="Detail">What it says of it; null: nothing.</param>
    public sealed record TaskUpdate(TaskId Task, int Attempt, TargetState State, string? Detail) : ClientInput;

    /// <summary>A message that cannot be taken, and is answered by a notice.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Unheeded(Refusal Refusal) : ClientInput;

    /// <summary>A message of which nothing is known but what is wrong with it.</summary>
    public sealed record Unreadable(Refusal Refusal) : ClientInput;
}
