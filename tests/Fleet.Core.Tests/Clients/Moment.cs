using Fleet.Core.Clients;

namespace Fleet.Core.Tests.Clients;

/// <summary>One command of a history, with all that went in and came out.</summary>
public sealed record Moment(ClientState Before, ClientMemory Memory, ClientCommand Command, DateTimeOffset Now, Decision Decision)
{
    public ClientState After => Decision.Events.Aggregate(Before, Client.Apply);

    public static Moment Of(ClientState before, ClientMemory memory, ClientCommand command, DateTimeOffset now) =>
        new(before, memory, command, now, Client.Decide(before, memory, command, now, ClientRules.Default));

    /// <summary>What comes of the next command.</summary>
    public Moment Then(ClientCommand command, TimeSpan after = default) => Of(After, Decision.Memory, command, Now + after);

    /// <summary>A line of a counterexample.</summary>
    public override string ToString() => $"{Now:s} {Command} => {Decision.Reply} {string.Join(' ', Decision.Events)}";
}
