using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The facts that a report changed.</summary>
internal static class FactsCodec
{
    private const int Off = 1;
    private const int On = 2;

    public static Rows.FactsChanged Write(ChangedFacts changed) => new()
    {
        ScanMethod = (int)changed.ScanMethod.GetValueOrDefault(),
        Pattern = changed.Pattern is null ? null : PartCodec.Write(changed.Pattern),
        RealTimeScan = (int)changed.RealTimeScan.GetValueOrDefault(),
        SmartProtection = (int)changed.SmartProtection.GetValueOrDefault(),
        Roaming = changed.Roaming switch { null => 0, false => Off, true => On },
        Group = changed.Group?.Value ?? "",
    };

    public static ChangedFacts Read(RowFields fields, Rows.FactsChanged row) => new()
    {
        ScanMethod = fields.MemberOrNone<ScanMethod>(row.ScanMethod, "changed.scan_method"),
        Pattern = row.Pattern is null ? null : PartCodec.Read(fields, row.Pattern, "changed.pattern"),
        RealTimeScan = fields.MemberOrNone<RealTimeScan>(row.RealTimeScan, "changed.real_time_scan"),
        SmartProtection = fields.MemberOrNone<SmartProtection>(row.SmartProtection, "changed.smart_protection"),
        Roaming = row.Roaming switch
        {
            0 => null,
            Off => false,
            On => true,
            _ => throw fields.Fault("changed.roaming", $"{row.Roaming} is neither off nor on"),
        },
        Group = fields.GroupOrNone(row.Group, "changed.group"),
    };
}
