using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The events of parsed rows, each with the state after it.</summary>
internal static class EventReader
{
    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.ReportTaken row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        var changed = FactsCodec.Read(fields, fields.Required(row.Changed, "changed"));
        return (new ReportTaken(at, after.LastSeq, Icon(fields, row.Icon, after), changed, row.HasEpoch ? row.Epoch : null), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.Registered row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new Registered(
            at, after.LastSeq, Icon(fields, row.Icon, after), fields.GroupOrNone(row.Group, "group"), row.HasEpoch ? row.Epoch : null), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.SessionOpened row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new SessionOpened(
            at,
            after.LastSeq,
            Icon(fields, row.Icon, after),
            PartCodec.Read(fields.Required(row.Session, "session")),
            fields.GroupOrNone(row.Group, "group"),
            PartCodec.TextOrNull(row.AgentVersion),
            row.SupersededAnother,
            row.HasEpoch ? row.Epoch : null)
        {
            Capabilities = after.Capabilities,
            SettingsTag = after.Capabilities.HasFlag(Capabilities.Settings) ? after.Settings.Applied?.Tag ?? "" : "",
        }, after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.SessionEnded row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new SessionEnded(
            at,
            after.LastSeq,
            Icon(fields, row.Icon, after),
            PartCodec.Read(fields.Required(row.Session, "session")),
            fields.Member<PresenceCause>(row.Cause, "cause"),
            fields.MemberOrNone<GoodbyeReason>(row.GoodbyeReason, "goodbye_reason")), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.PatternAged row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new PatternJudged(at, after.LastSeq, Icon(fields, row.Icon, after), after.Pattern.Status), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.Forgotten row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new Forgotten(at, after.LastSeq) { Act = PartCodec.Read(row.Act) }, after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.IdentityJudged row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new IdentityJudged(at, after.LastSeq, after.Duplicate is not null), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.Marked row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new Marked(at, after.LastSeq, row.By, after.Marks) { Act = PartCodec.Read(row.Act) }, after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.SettingsPut row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new SettingsPut(at, after.LastSeq, after.Settings.Own) { Act = PartCodec.Read(row.Act) }, after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.SettingsAnswered row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new SettingsAnswered(at, after.LastSeq, row.Tag, SettingsCodec.Flag(fields, row.GrantsRoaming, "grants_roaming"), row.HasError ? row.Error : null), after);
    }

    public static (ClientEvent, ClientState) Read(RowFields fields, Rows.TaskStepped row)
    {
        var (at, after) = Begin(fields, row.ObservedAt, row.After);
        return (new TaskStepped(at, after.LastSeq, TaskCodec.Read(fields, fields.Required(row.Task, "task"), "task"), PartCodec.TextOrNull(row.Detail)), after);
    }

    /// <summary>Of its conditions a row has those that follow from facts; the others, the state after it tells.</summary>
    private static IconChange? Icon(RowFields fields, Rows.IconChange? row, ClientState after) =>
        PartCodec.Read(fields, row) is { } change ? change with { Conditions = change.Conditions | (after.Conditions & ~ClientStatus.ConditionsOfFacts) } : null;

    private static (DateTimeOffset At, ClientState After) Begin(RowFields fields, long observedAt, Rows.State? after) =>
        (fields.Time(observedAt, "observed_at"), StateCodec.Read(fields, fields.Required(after, "after")));
}
