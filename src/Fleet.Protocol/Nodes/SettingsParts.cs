using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>Settings in messages between nodes.</summary>
internal static class SettingsParts
{
    public static Messages.PutSettings Write(PutSettings put)
    {
        var told = new Messages.PutSettings { Which = (int)put.Patch.Which, Values = SettingsCodec.Write(put.Patch.Values), Operator = Write(put.Operator) };
        if (put.IfMatch is { } ifMatch)
            told.IfMatch = ifMatch;
        return told;
    }

    public static PutSettings Read(RowFields fields, Messages.PutSettings told) => new(
        Patch(fields, told.Which, told.Values, "settings"), Read(told.Operator), told.HasIfMatch ? told.IfMatch : null);

    public static Messages.SettingsAnswer Write(AnswerSettings answer)
    {
        var told = new Messages.SettingsAnswer { Via = PartCodec.Write(answer.Via), Tag = answer.Tag, GrantsRoaming = FactNumbers.NumberOf(answer.GrantsRoaming) };
        if (answer.Error is { } error)
            told.Error = error;
        return told;
    }

    public static AnswerSettings Read(RowFields fields, Messages.SettingsAnswer told) => new(
        PartCodec.Read(fields.Required(told.Via, "settings_answer.via")), told.Tag, SettingsCodec.Flag(fields, told.GrantsRoaming, "settings_answer.grants_roaming"),
        told.HasError ? told.Error : null);

    public static SettingsPatch Patch(RowFields fields, int which, Fleet.Journal.V1.LevelSettings? values, string field) => new(
        fields.Set(which, Leaves.At, $"{field}.which"), SettingsCodec.Read(fields, fields.Required(values, $"{field}.values"), $"{field}.values"));

    public static Messages.Operator Write(Operator by) => new() { By = by.By, Address = by.Address };

    public static Operator Read(Messages.Operator? by) => by is null ? Operator.Unknown : new Operator(by.By, by.Address);

    public static Messages.Managed? Write(ManagedClient? client) => client is null ? null : new Messages.Managed
    {
        Connection = (int)client.Connection,
        Group = client.Group.Value,
        Settings = SettingsCodec.Write(client.Settings),
        RealTimeScan = (int)client.RealTimeScan.GetValueOrDefault(),
        ScanMethod = (int)client.ScanMethod.GetValueOrDefault(),
    };

    public static ManagedClient Read(RowFields fields, Messages.Managed client, string field) => new(
        fields.Member<Connection>(client.Connection, $"{field}.connection"),
        fields.Group(client.Group, $"{field}.group"),
        SettingsCodec.Read(fields, client.Settings, $"{field}.settings"),
        fields.MemberOrNone<RealTimeScan>(client.RealTimeScan, $"{field}.real_time_scan"),
        fields.MemberOrNone<ScanMethod>(client.ScanMethod, $"{field}.scan_method"));

    public static Messages.Notice? Write(Notice? notice) => notice is null ? null : new Messages.Notice { Code = (int)notice.Code, Message = notice.Message, Field = notice.Field };

    public static Notice? Read(RowFields fields, Messages.Notice? notice) =>
        notice is null ? null : new Notice(fields.Member<NoticeCode>(notice.Code, "taken.notice.code"), notice.Message, notice.Field);
}
