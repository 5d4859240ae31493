namespace Fleet.Core.Clients;

/// <summary>
/// Two machines with one identity: found where sessions take each other's place more often than a client that changes its network does, and kept
/// until no second machine has been heard for a while. Its beginning and its end are a row each, and no more than these, however the machines fight: that they are seen
/// again stands in the rows of their sessions, of which there are few in a window, and of those that are refused only the memory knows.
/// </summary>
internal static class Duplicates
{
    /// <summary>The hello of one of them is refused.</summary>
    public static Decision Refuse(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules) => new(
        rules.KeepsMarks && state.Duplicate is null ? [new IdentityJudged(now, memory.LastTaken, IsDuplicate: true)] : [],
        memory with { RefusedAsDuplicate = now },
        new Refused(0, new Refusal(
            RefusalCode.DuplicateIdentity, "Two machines use this client id and take the session from each other.", "clientId", rules.DuplicateWindow), memory.LastTaken));

    /// <summary>They may not be two any more.</summary>
    public static Decision Decide(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules) => new(
        rules.KeepsMarks && state.Duplicate is { } two && two.SeenAgain(memory.RefusedAsDuplicate).IsOver(now, rules) ? [new IdentityJudged(now, memory.LastTaken, IsDuplicate: false)] : [], memory, Done.Instance);

    public static ClientState Apply(ClientState state, IdentityJudged judged) => state with
    {
        LastSeq = judged.LastSeq,
        Duplicate = judged.IsDuplicate ? new Duplication(judged.ObservedAt, judged.ObservedAt) : null,
    };
}
