using Fleet.Core.Settings;

namespace Fleet.Core.Clients;

/// <summary>An operator puts settings to one client, and the client answers those that it was sent. What changes nothing leaves no row.</summary>
internal static class ClientSettingsRules
{
    private static readonly Refusal OlderVersion = new(
        RefusalCode.Unavailable, "A node of an older version is in the cluster, which would lose it.", RetryAfter: TimeSpan.FromMinutes(1));

    public static Decision Decide(ClientState state, ClientMemory memory, PutSettings put, DateTimeOffset now, ClientRules rules)
    {
        if (!state.Exists)
            return Forgetting.NotFound(memory);
        var before = state.Settings.Own;
        var change = LevelChange.Decide(before, put.Patch, put.IfMatch);
        if (LevelRefusals.Of(change) is { } refusal)
            return Decision.Nothing(memory, new Refused(0, refusal, memory.LastTaken));
        if (change.After == before)
            return Decision.Nothing(memory, Done.Instance);
        if (!rules.Manages)
            return Decision.Nothing(memory, new Refused(0, OlderVersion, memory.LastTaken));
        var act = new Act(put.Operator, "settings", SettingsText.Of(before), SettingsText.Of(change.After));
        return new Decision([new SettingsPut(now, memory.LastTaken, change.After) { Act = act }], memory, Done.Instance);
    }

    public static Decision Decide(ClientState state, ClientMemory memory, AnswerSettings answer, DateTimeOffset now, ClientRules rules)
    {
        // Who speaks for the client no longer tells of a stream that is over: the hello of the next one says what it has.
        var isItsSession = state.Presence.Session == answer.Via || memory.Waiting?.Session == answer.Via;
        return !state.Exists || !isItsSession || !rules.Manages || state.Settings.WithAnswer(answer.Tag, answer.GrantsRoaming, answer.Error) == state.Settings
            ? Decision.Nothing(memory, Done.Instance)
            : new Decision([new SettingsAnswered(now, memory.LastTaken, answer.Tag, answer.GrantsRoaming, answer.Error)], memory, Done.Instance);
    }

    public static ClientState Apply(ClientState state, SettingsPut put) => state with { LastSeq = put.LastSeq, Settings = state.Settings with { Own = put.Own } };

    public static ClientState Apply(ClientState state, SettingsAnswered answered) =>
        state with { LastSeq = answered.LastSeq, Settings = state.Settings.WithAnswer(answered.Tag, answered.GrantsRoaming, answered.Error) };
}
