using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>Settings, to and from what stands in rows and in messages between nodes.</summary>
internal static class SettingsCodec
{
    public static Rows.LevelSettings Write(LevelSettings level)
    {
        var row = new Rows.LevelSettings
        {
            RealTimeScan = (int)level.RealTimeScan.GetValueOrDefault(),
            ScanMethod = (int)level.ScanMethod.GetValueOrDefault(),
            Roaming = FactNumbers.NumberOf(level.Roaming),
            ScheduledUpdate = FactNumbers.NumberOf(level.ScheduledUpdate),
            IncludeRoamingAndOffline = FactNumbers.NumberOf(level.IncludeRoamingAndOffline),
            Every = (int)level.Every.GetValueOrDefault(),
            At = level.At?.ToString() ?? "",
        };
        if (level.Sources is { } sources)
            row.Sources.AddRange(sources.Order.Select(source => (int)source));
        return row;
    }

    public static LevelSettings Read(RowFields fields, Rows.LevelSettings row, string field) => row.CalculateSize() == 0 ? LevelSettings.None : new LevelSettings
    {
        RealTimeScan = fields.MemberOrNone<ManagedScan>(row.RealTimeScan, $"{field}.real_time_scan"),
        ScanMethod = fields.MemberOrNone<ManagedMethod>(row.ScanMethod, $"{field}.scan_method"),
        Roaming = Flag(fields, row.Roaming, $"{field}.roaming"),
        ScheduledUpdate = Flag(fields, row.ScheduledUpdate, $"{field}.scheduled_update"),
        IncludeRoamingAndOffline = Flag(fields, row.IncludeRoamingAndOffline, $"{field}.include_roaming_and_offline"),
        Sources = row.Sources.Count == 0 ? null : new UpdateSources([.. row.Sources.Select(source => fields.Member<UpdateSource>(source, $"{field}.sources"))]),
        Every = fields.MemberOrNone<Recurrence>(row.Every, $"{field}.every"),
        At = row.At.Length == 0 ? null : UpdateTime.TryParse(row.At, out var at) ? at : throw fields.Fault($"{field}.at", $"'{row.At}' is no time of an update"),
    };

    public static Rows.ClientSettings? Write(ClientSettings settings)
    {
        if (settings == ClientSettings.None)
            return null;
        return new Rows.ClientSettings
        {
            Own = settings.Own == LevelSettings.None ? null : Write(settings.Own),
            Applied = settings.Applied?.Tag ?? "",
            AppliedRoaming = FactNumbers.NumberOf(settings.Applied?.GrantsRoaming),
            Failed = settings.Failed?.Tag ?? "",
            Error = settings.Failed?.Error ?? "",
        };
    }

    public static ClientSettings Read(RowFields fields, Rows.ClientSettings? row, string field) => row is null ? ClientSettings.None : new ClientSettings(
        row.Own is null ? LevelSettings.None : Read(fields, row.Own, $"{field}.own"),
        row.Applied.Length == 0 ? null : new AppliedSettings(row.Applied, Flag(fields, row.AppliedRoaming, $"{field}.applied_roaming")),
        row.Failed.Length == 0 ? null : new FailedSettings(row.Failed, row.Error));

    public static bool? Flag(RowFields fields, int number, string field) => number switch
    {
        0 => null,
        FactNumbers.Off => false,
        FactNumbers.On => true,
        _ => throw fields.Fault(field, $"{number} is neither off nor on"),
    };
}
