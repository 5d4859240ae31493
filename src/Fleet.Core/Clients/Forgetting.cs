namespace Fleet.Core.Clients;

/// <summary>An operator has a client forgotten. Its numbers go on in their epoch, so that a report from before is still known as a repeat.</summary>
internal static class Forgetting
{
    public static Decision Decide(ClientState state, ClientMemory memory, Forget forget, DateTimeOffset now, ClientRules rules) => state.Exists
        ? new Decision(
            [new Forgotten(now, memory.LastTaken) { Act = rules.Manages ? new Act(forget.Operator, "forget", ActTexts.Of(state)) : null }], memory with { Waiting = null }, Done.Instance)
        : NotFound(memory);

    public static Decision NotFound(ClientMemory memory) =>
        Decision.Nothing(memory, new Refused(0, new Refusal(RefusalCode.NotFound, "There is no such client."), memory.LastTaken));

    public static ClientState Apply(ClientState state, Forgotten forgotten) =>
        ClientState.None with { LastSeq = forgotten.LastSeq, Epochs = state.Epochs };
}
