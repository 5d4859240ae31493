using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>Events as rows, those that have more than a time, an icon and the state after them.</summary>
internal static class EventWriter
{
    public static Rows.ReportTaken Write(ReportTaken report, long at, Rows.IconChange? icon, Rows.State after)
    {
        var row = new Rows.ReportTaken { ObservedAt = at, Changed = FactsCodec.Write(report.Changed), Icon = icon, After = after };
        if (report.Epoch is { } epoch)
            row.Epoch = epoch;
        return row;
    }

    public static Rows.Registered Write(Registered registered, long at, Rows.IconChange? icon, Rows.State after)
    {
        var row = new Rows.Registered { ObservedAt = at, Group = registered.Group?.Value ?? "", Icon = icon, After = after };
        if (registered.Epoch is { } epoch)
            row.Epoch = epoch;
        return row;
    }

    public static Rows.SessionOpened Write(SessionOpened opened, long at, Rows.IconChange? icon, Rows.State after)
    {
        var row = new Rows.SessionOpened
        {
            ObservedAt = at,
            Session = PartCodec.Write(opened.Session),
            AgentVersion = opened.AgentVersion ?? "",
            Group = opened.Group?.Value ?? "",
            SupersededAnother = opened.SupersededAnother,
            Icon = icon,
            After = after,
        };
        if (opened.Epoch is { } epoch)
            row.Epoch = epoch;
        return row;
    }

    public static Rows.SettingsAnswered Write(SettingsAnswered answered, long at, Rows.State after)
    {
        var row = new Rows.SettingsAnswered { ObservedAt = at, Tag = answered.Tag, GrantsRoaming = FactNumbers.NumberOf(answered.GrantsRoaming), After = after };
        if (answered.Error is { } error)
            row.Error = error;
        return row;
    }

    public static Rows.SessionEnded Write(SessionEnded ended, long at, Rows.IconChange? icon, Rows.State after) => new()
    {
        ObservedAt = at,
        Session = PartCodec.Write(ended.Session),
        Cause = (int)ended.Cause,
        GoodbyeReason = (int)ended.Goodbye.GetValueOrDefault(),
        Icon = icon,
        After = after,
    };
}
