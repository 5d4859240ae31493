using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Protocol.Wire;

/// <summary>Reads reports. What only the client's state can tell to be wrong is left to the domain.</summary>
internal static class ReportInputs
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static ClientInput.Report Decode(V1.Report report)
    {
        var fields = new Fields();
        var observedAt = ReadTime(fields, report.ObservedAt, "observedAt");
        if (report.ObservedAt is null)
            fields.Missing("observedAt");
        var facts = report.Facts is null ? ReportedFacts.None : ReadFacts(fields, report.Facts);
        return new ClientInput.Report(report.Seq, report.Acked, observedAt.GetValueOrDefault(), facts, fields.Fault);
    }

    private static ReportedFacts ReadFacts(Fields fields, V1.Facts facts) => new()
    {
        ScanMethod = facts.HasScanMethod ? fields.Member<ScanMethod>((int)facts.ScanMethod, "facts.scanMethod") : null,
        Pattern = facts.Pattern is null ? null : ReadPattern(fields, facts.Pattern),
        RealTimeScan = facts.HasRealTimeScan ? fields.Member<RealTimeScan>((int)facts.RealTimeScan, "facts.realTimeScan") : null,
        SmartProtection = facts.HasSmartProtection
            ? fields.Member<SmartProtection>((int)facts.SmartProtection, "facts.smartProtection")
            : null,
        Roaming = facts.HasRoaming ? facts.Roaming : null,
        Group = facts.HasGroup ? fields.Group(facts.Group, "facts.group") : null,
    };

    private static ReportedPattern? ReadPattern(Fields fields, V1.Pattern pattern) => fields.Pattern(
        pattern.HasStatus ? fields.Member<PatternStatus>((int)pattern.Status, "facts.pattern.status") : null,
        pattern.HasVersion ? pattern.Version : null,
        ReadTime(fields, pattern.ReleasedAt, "facts.pattern.releasedAt"));

    /// <summary>Cuts to whole milliseconds, as all times in the fleet are.</summary>
    private static DateTimeOffset? ReadTime(Fields fields, Timestamp? time, string field)
    {
        if (time is null)
            return null;
        // Before it is made a time of ours, which has no room for all that fits on the wire.
        if (time.Seconds >= 0 && time.Seconds <= Latest && time.Nanos is >= 0 and < 1_000_000_000)
            return fields.Time(DateTimeOffset.FromUnixTimeMilliseconds((time.Seconds * 1_000) + (time.Nanos / 1_000_000)), field);
        fields.OutOfRange(field, $"{Fields.TimeRule}, with 0 to 999,999,999 nanoseconds");
        return null;
    }
}
