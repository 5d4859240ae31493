using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Presence: who speaks for a client, from hello to the end of the session.</summary>
internal static class Sessions
{
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromMilliseconds(100);
    private static readonly Refusal Superseded = new(RefusalCode.Superseded, "A newer session of this client is open.", RetryAfter: ReopenAfter);

    public static Decision Open(ClientState state, ClientMemory memory, OpenSession hello, DateTimeOffset now, ClientRules rules)
    {
        if (EpochRules.IsOld(state, hello))
            return Decision.Nothing(memory, new Refused(0, EpochRules.Old, memory.LastTaken));
        if (state.Presence.Session == hello.Session)
            return Decision.Nothing(memory, new Opened(memory.LastTaken, Present: true));

        var other = Speaking(state, memory) is { } speaking && speaking != hello.Session ? speaking : (SessionId?)null;
        if (other is { } newer && IsOlder(hello.Session, newer))
            return Decision.Nothing(memory, new Refused(0, Superseded, memory.LastTaken));

        // A refusal that went out through another session may be lost: what the client holds, it tells by `acked`.
        if (memory.Waiting?.Session != hello.Session)
            memory = memory with { LastRefused = 0 };
        if (other is not null)
        {
            memory = CountSupersession(memory, now, rules);
            if (memory.Supersessions > ClientRules.MaxSupersessions)
                return Duplicates.Refuse(state, memory, now, rules);
        }

        var epoch = EpochRules.Begins(state, hello);
        if (epoch is not null)
            memory = EpochRules.Forget(memory);

        // A client that changes its session (the node of the last one leaves, say) was present all along: it does not turn offline for
        // what it observed meanwhile.
        if (hello.BacklogThrough <= memory.LastTaken || state.Presence.Session is not null)
            return Present(state, memory, hello, new Opened(memory.LastTaken, Present: true), now, epoch);

        // The epoch is durable before its welcome, though the client is not present yet.
        return new Decision(
            state.Exists && epoch is null
                ? []
                : [new Registered(now, memory.LastTaken, Icon: null, state.Exists ? null : hello.Group, epoch).WithIcon(state)],
            memory with { Waiting = hello },
            new Opened(memory.LastTaken, Present: false));
    }

    public static Decision End(ClientState state, ClientMemory memory, EndSession end, DateTimeOffset now)
    {
        var waited = memory.Waiting?.Session == end.Session;
        if (!waited && state.Presence.Session != end.Session)
            return Decision.Nothing(memory, Done.Instance);
        if (waited)
            memory = memory with { Waiting = null };

        // A session that ends before its backlog is folded leaves the client offline, but may tell a new reason for it.
        return waited && state.Presence.Cause == end.Cause && state.Presence.Goodbye == end.Goodbye
            ? Decision.Nothing(memory, Done.Instance)
            : new Decision(
                [new SessionEnded(now, memory.LastTaken, Icon: null, end.Session, end.Cause, end.Goodbye).WithIcon(state)], memory, Done.Instance);
    }

    /// <summary>Makes the client present by a hello whose backlog, if any, is folded.</summary>
    public static Decision Present(ClientState state, ClientMemory memory, OpenSession hello, ClientReply reply, DateTimeOffset now, string? epoch = null)
    {
        var group = hello.Group is { } told && (told != state.Group || !state.Reported.HasFlag(Fact.Group)) ? told : null;
        var opened = new SessionOpened(
            now, memory.LastTaken, Icon: null, hello.Session, group, hello.AgentVersion, SupersededAnother: state.Presence.Session is not null, epoch)
        {
            Capabilities = hello.Capabilities,
            SettingsTag = hello.Capabilities.HasFlag(Capabilities.Settings) ? hello.SettingsTag : "",
        };
        return new Decision([opened.WithIcon(state)], memory with { Waiting = null }, reply);
    }

    /// <summary>The client's settings, as a hello says that has not made it present yet; null: there is none.</summary>
    public static ClientSettings SettingsOf(ClientState state, OpenSession? hello) =>
        hello?.Capabilities.HasFlag(Capabilities.Settings) == true ? state.Settings.Held(hello.SettingsTag) : state.Settings;

    /// <summary>Why a session may not speak for the client; null if it may, or if the report came without one.</summary>
    public static Refusal? NotSpeaking(ClientState state, ClientMemory memory, SessionId? via)
    {
        if (via is null || via == state.Presence.Session || via == memory.Waiting?.Session)
            return null;
        return Speaking(state, memory) is null
            ? new Refusal(RefusalCode.SessionUnknown, "The session is not known any more and is being opened again.", RetryAfter: ReopenAfter)
            : Superseded;
    }

    public static ClientState Apply(ClientState state, Registered registered) =>
        WithGroup(state.In(registered.Epoch) with { Exists = true, LastSeq = registered.LastSeq }, registered.Group, registered.ObservedAt);

    public static ClientState Apply(ClientState state, SessionOpened opened) => WithGroup(
        state.In(opened.Epoch) with
        {
            Exists = true,
            LastSeq = opened.LastSeq,
            // A client that changes its session was present all along.
            Presence = new Presence(PresenceCause.Session, opened.Session, state.Presence.Session is null ? opened.ObservedAt : state.Presence.Since),
            AgentVersion = opened.AgentVersion ?? state.AgentVersion,
            Capabilities = opened.Capabilities,
            Settings = opened.Capabilities.HasFlag(Capabilities.Settings) ? state.Settings.Held(opened.SettingsTag) : state.Settings,
            Duplicate = opened.SupersededAnother ? state.Duplicate?.SeenAgain(opened.ObservedAt) : state.Duplicate,
        },
        opened.Group,
        opened.ObservedAt);

    public static ClientState Apply(ClientState state, SessionEnded ended) => state with
    {
        LastSeq = ended.LastSeq,
        Presence = new Presence(ended.Cause, Session: null, ended.ObservedAt, ended.Goodbye),
    };

    private static SessionId? Speaking(ClientState state, ClientMemory memory) => state.Presence.Session ?? memory.Waiting?.Session;

    /// <summary>A hello that was overtaken on its way, by one of the same node: of two nodes' sessions the names do not tell which is older.</summary>
    private static bool IsOlder(SessionId one, SessionId other) => one.Node == other.Node && one.Number < other.Number;

    private static ClientState WithGroup(ClientState state, GroupName? group, DateTimeOffset since) => group is null
        ? state
        : state with { Group = group, Reported = state.Reported | Fact.Group, Since = state.Since.With(Fact.Group, since) };

    private static ClientMemory CountSupersession(ClientMemory memory, DateTimeOffset now, ClientRules rules) =>
        // A clock that was set back tells nothing of how long it was.
        now - memory.SupersededSince > rules.DuplicateWindow || now < memory.SupersededSince
            ? memory with { Supersessions = 1, SupersededSince = now }
            : memory with { Supersessions = memory.Supersessions + 1 };
}
