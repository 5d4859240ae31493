namespace Fleet.Core.Clients;

/// <summary>The whole behaviour of a client: commands are decided into events, events are applied to the state.</summary>
public static class Client
{
    /// <summary>Decides a command. Pure: the same arguments give the same decision, and nothing else happens.</summary>
    /// <param name="state">The fold of the client's events.</param>
    /// <param name="memory">What is known beside them.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="rules">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">The command is of an unknown kind.</exception>
    public static Decision Decide(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules)
    {
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        memory = memory with { LastTaken = Math.Max(memory.LastTaken, state.LastSeq) };
        var decision = command switch
        {
            TakeReport report => Reports.Decide(state, memory, report, now, rules),
            OpenSession hello => Sessions.Open(state, memory, hello, now, rules),
            EndSession end => Sessions.End(state, memory, end, now),
            Reconsider => Reconsidered(state, memory, now, rules),
            PutNote note => Marking.Decide(state, memory, note, now, rules),
            PutTag tag => Marking.Decide(state, memory, tag, now, rules),
            PutSettings put => ClientSettingsRules.Decide(state, memory, put, now, rules),
            AnswerSettings answer => ClientSettingsRules.Decide(state, memory, answer, now, rules),
            Forget forget => Forgetting.Decide(state, memory, forget, now, rules),
            OfferTask offer => Tasking.Decide(state, memory, offer, now, rules),
            UpdateTask update => Tasking.Decide(state, memory, update, now, rules),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "unknown command"),
        };
        return Tasking.Follow(state, memory, decision, now, rules);
    }

    /// <summary>Applies an event: the one place in which a state changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The event is of an unknown kind.</exception>
    public static ClientState Apply(ClientState state, ClientEvent happened) => happened switch
    {
        ReportTaken report => Reports.Apply(state, report),
        Registered registered => Sessions.Apply(state, registered),
        SessionOpened opened => Sessions.Apply(state, opened),
        SessionEnded ended => Sessions.Apply(state, ended),
        PatternJudged aged => Aging.Apply(state, aged),
        IdentityJudged judged => Duplicates.Apply(state, judged),
        Marked marked => Marking.Apply(state, marked),
        SettingsPut put => ClientSettingsRules.Apply(state, put),
        SettingsAnswered answered => ClientSettingsRules.Apply(state, answered),
        TaskStepped stepped => Tasking.Apply(state, stepped),
        Forgotten forgotten => Forgetting.Apply(state, forgotten),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "unknown event"),
    };

    private static Decision Reconsidered(ClientState state, ClientMemory memory, DateTimeOffset now, ClientRules rules) =>
        Aging.Decide(state, memory, now, rules) is { Events.IsEmpty: false } aged ? aged
        : Duplicates.Decide(state, memory, now, rules) is { Events.IsEmpty: false } judged ? judged
        : Tasking.Decide(state, memory, now, rules);

    /// <summary>Completes an event with the icon change that it brings about.</summary>
    internal static ClientEvent WithIcon(this ClientEvent happened, ClientState before)
    {
        var after = Apply(before, happened);
        return after.Icon is { } to && to != before.Icon
            ? happened with { Icon = new IconChange(before.Icon, to, after.Conditions) }
            : happened;
    }
}
