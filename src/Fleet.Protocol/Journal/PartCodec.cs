using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The parts that several kinds of row have.</summary>
internal static class PartCodec
{
    public static long Milliseconds(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static Rows.Session Write(SessionId session) => new() { Node = session.Node, Number = session.Number };

    public static SessionId Read(Rows.Session row) => new(row.Node, row.Number);

    public static Rows.Pattern Write(HeldPattern pattern)
    {
        var row = new Rows.Pattern { Status = (int)pattern.Status, Version = pattern.Version ?? "" };
        if (pattern.ReleasedAt is { } releasedAt)
            row.ReleasedAt = releasedAt.Milliseconds();
        return row;
    }

    public static HeldPattern Read(RowFields fields, Rows.Pattern row, string field) => new(
        fields.Member<PatternStatus>(row.Status, $"{field}.status"),
        TextOrNull(row.Version),
        row.HasReleasedAt ? fields.Time(row.ReleasedAt, $"{field}.released_at") : null);

    public static Rows.IconChange? Write(IconChange? change) => change is null ? null : new()
    {
        From = change.From?.Number ?? 0,
        To = change.To.Number,
        Conditions = (int)(change.Conditions & ClientStatus.ConditionsOfFacts),
    };

    public static IconChange? Read(RowFields fields, Rows.IconChange? row) => row is null ? null : new(
        ReadIconOrNone(fields, row.From, "icon.from"),
        ReadIcon(fields, row.To, "icon.to"),
        fields.Set(row.Conditions, Conditions.SmartProtectionUnreachable, "icon.conditions"));

    public static Rows.Act? Write(Act? act)
    {
        if (act is null)
            return null;
        var row = new Rows.Act { By = act.Operator.By, Address = act.Operator.Address, What = act.What };
        if (act.Before is { } before)
            row.Before = before;
        if (act.After is { } after)
            row.After = after;
        return row;
    }

    public static Act? Read(Rows.Act? row) => row is null ? null : new(
        new Operator(row.By, row.Address), row.What, row.HasBefore ? row.Before : null, row.HasAfter ? row.After : null);

    public static string? TextOrNull(string text) => text.Length == 0 ? null : text;

    public static Icon? ReadIconOrNone(RowFields fields, int number, string field) => number == 0 ? null : ReadIcon(fields, number, field);

    private static Icon ReadIcon(RowFields fields, int number, string field) =>
        number > 0 && number <= Icon.All.Count ? Icon.All[number - 1] : throw fields.Fault(field, $"{number} is no icon");
}
