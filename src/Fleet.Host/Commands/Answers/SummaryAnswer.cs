namespace Fleet.Host.Commands.Answers;

/// <summary>Counts of the fleet.</summary>
internal sealed record SummaryAnswer(
    long Offset,
    DateTimeOffset? At,
    long Total,
    IReadOnlyDictionary<string, long> ByConnection,
    IReadOnlyDictionary<string, long> ByIcon,
    IReadOnlyDictionary<string, long> ByCondition,
    IReadOnlyDictionary<string, long> ByGroup);
