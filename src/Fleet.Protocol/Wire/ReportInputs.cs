using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;
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

    /// <summary>In the order of the facts, so that of several wrong ones the first is named.</summary>
    private static ReportedFacts ReadFacts(Fields fields, V1.Facts facts)
    {
        var (numbers, pattern, group) = (default(FactNumbers), (ReportedPattern?)null, (GroupName?)null);
        foreach (var fact in FactFields.All)
        {
            switch (fact)
            {
                case NumberFields few when few.Wire.Get(facts) is { } number:
                    numbers = numbers.With(few.Fact, fields.Number(few.Values, number, few.Path));
                    break;
                case { Fact: Fact.Pattern } when facts.Pattern is not null:
                    pattern = ReadPattern(fields, facts.Pattern);
                    break;
                case { Fact: Fact.Group } when facts.HasGroup:
                    group = fields.Group(facts.Group, "facts.group");
                    break;
            }
        }

        return new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group };
    }

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
