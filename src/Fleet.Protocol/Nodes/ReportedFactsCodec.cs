using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Fleet.Protocol.Mapping;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>What a report tells, on its way to the client's node.</summary>
internal static class ReportedFactsCodec
{
    public static Messages.Facts Write(ReportedFacts facts)
    {
        var told = new Messages.Facts
        {
            PatternStatus = facts.Pattern is ReportedPattern.OfStatus pattern ? (int)pattern.Status : 0,
            PatternRelease = facts.Pattern is ReportedPattern.OfRelease release
                ? new Messages.Release { Version = release.Version, ReleasedAt = release.ReleasedAt.Milliseconds() }
                : null,
            Group = facts.Group?.Value ?? "",
        };
        foreach (var fact in FactFields.OfNumbers)
            fact.Node.Set(told, facts.Numbers[fact.Fact]);
        return told;
    }

    public static ReportedFacts Read(RowFields fields, Messages.Facts told)
    {
        var numbers = default(FactNumbers);
        foreach (var fact in FactFields.OfNumbers)
            numbers = numbers.With(fact.Fact, fields.NumberOrNone(fact, fact.Node.Get(told), "facts"));
        return new ReportedFacts { Numbers = numbers, Pattern = ReadPattern(fields, told), Group = fields.GroupOrNone(told.Group, "facts.group") };
    }

    private static ReportedPattern? ReadPattern(RowFields fields, Messages.Facts told) => told switch
    {
        { PatternRelease: { } release } => new ReportedPattern.OfRelease(release.Version, fields.Time(release.ReleasedAt, "facts.pattern_release.released_at")),
        { PatternStatus: not 0 } => new ReportedPattern.OfStatus(fields.Member<PatternStatus>(told.PatternStatus, "facts.pattern_status")),
        _ => null,
    };
}
