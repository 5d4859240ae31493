using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>A pattern's status follows from its age, without a report: it turns outdated, and turns back where the clock or the rule that judged it has been put right.</summary>
internal static class Aging
{
    public static Decision Decide(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules)
    {
        if (!state.Exists || state.Pattern.JudgeAgain(now, rules.PatternMaxAge) is not { } status)
            return Decision.Nothing(memory, Done.Instance);
        // It was outdated since its age was reached, however late the hint came.
        var at = status == PatternStatus.Outdated ? state.Pattern.ReleasedAt!.Value + rules.PatternMaxAge : now;
        return new Decision([new PatternJudged(at, memory.LastTaken, Icon: null, status).WithIcon(state)], memory, Done.Instance);
    }

    public static ClientState Apply(ClientState state, PatternJudged judged) => state with
    {
        LastSeq = judged.LastSeq,
        Pattern = state.Pattern with { Status = judged.Status },
        Since = state.Since.With(Fact.Pattern, judged.ObservedAt),
    };
}
