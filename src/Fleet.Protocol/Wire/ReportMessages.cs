using Fleet.Core.Clients;
using Fleet.Protocol.Mapping;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Protocol.Wire;

/// <summary>Writes what a client reports.</summary>
public static class ReportMessages
{
    /// <summary>The facts that a report tells.</summary>
    public static V1.Facts Of(ReportedFacts told)
    {
        var facts = new V1.Facts { Pattern = told.Pattern is null ? null : Of(told.Pattern) };
        foreach (var fact in FactFields.OfNumbers)
        {
            if (told.Numbers[fact.Fact] is > 0 and var number)
                fact.Wire.Set(facts, number);
        }

        if (told.Group is { } group)
            facts.Group = group.Value;
        return facts;
    }

    private static V1.Pattern Of(ReportedPattern pattern) => pattern switch
    {
        ReportedPattern.OfStatus(var status) => new V1.Pattern { Status = (V1.PatternStatus)status },
        ReportedPattern.OfRelease(var version, var releasedAt) =>
            new V1.Pattern { Version = version, ReleasedAt = Timestamp.FromDateTimeOffset(releasedAt) },
        _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "unknown way to tell a pattern"),
    };
}
