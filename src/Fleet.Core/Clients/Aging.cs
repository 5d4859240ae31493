using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Patterns turn outdated without a report.</summary>
internal static class Aging
{
    public static Decision Decide(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules) =>
        state.Exists && state.Pattern.AgesAt(rules.PatternMaxAge) is { } due && due <= now
            ? new Decision([new PatternAged(due, memory.LastTaken, Icon: null).WithIcon(state)], memory, Done.Instance)
            : Decision.Nothing(memory, Done.Instance);

    public static ClientState Apply(ClientState state, PatternAged aged) => state with
    {
        LastSeq = aged.LastSeq,
        Pattern = state.Pattern with { Status = PatternStatus.Outdated },
        Since = state.Since.With(Fact.Pattern, aged.ObservedAt),
    };
}
