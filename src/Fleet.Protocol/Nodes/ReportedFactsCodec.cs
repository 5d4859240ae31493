using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>What a report tells, on its way to the client's node.</summary>
internal static class ReportedFactsCodec
{
    private const int Off = 1;
    private const int On = 2;

    public static Messages.Facts Write(ReportedFacts facts) => new()
    {
        ScanMethod = (int)facts.ScanMethod.GetValueOrDefault(),
        PatternStatus = facts.Pattern is ReportedPattern.OfStatus pattern ? (int)pattern.Status : 0,
        PatternRelease = facts.Pattern is ReportedPattern.OfRelease release
            ? new Messages.Release { Version = release.Version, ReleasedAt = release.ReleasedAt.Milliseconds() }
            : null,
        RealTimeScan = (int)facts.RealTimeScan.GetValueOrDefault(),
        SmartProtection = (int)facts.SmartProtection.GetValueOrDefault(),
        Roaming = facts.Roaming switch { null => 0, false => Off, true => On },
        Group = facts.Group?.Value ?? "",
    };

    public static ReportedFacts Read(RowFields fields, Messages.Facts told) => new()
    {
        ScanMethod = fields.MemberOrNone<ScanMethod>(told.ScanMethod, "facts.scan_method"),
        Pattern = ReadPattern(fields, told),
        RealTimeScan = fields.MemberOrNone<RealTimeScan>(told.RealTimeScan, "facts.real_time_scan"),
        SmartProtection = fields.MemberOrNone<SmartProtection>(told.SmartProtection, "facts.smart_protection"),
        Roaming = told.Roaming switch
        {
            0 => null,
            Off => false,
            On => true,
            _ => throw fields.Fault("facts.roaming", $"{told.Roaming} is neither off nor on"),
        },
        Group = fields.GroupOrNone(told.Group, "facts.group"),
    };

    private static ReportedPattern? ReadPattern(RowFields fields, Messages.Facts told) => told switch
    {
        { PatternRelease: { } release } => new ReportedPattern.OfRelease(release.Version, fields.Time(release.ReleasedAt, "facts.pattern_release.released_at")),
        { PatternStatus: not 0 } => new ReportedPattern.OfStatus(fields.Member<PatternStatus>(told.PatternStatus, "facts.pattern_status")),
        _ => null,
    };
}
