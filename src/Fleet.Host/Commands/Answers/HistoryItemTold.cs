namespace Fleet.Host.Commands.Answers;

/// <summary>One change of a client.</summary>
internal sealed record HistoryItemTold(
    long Offset,
    DateTimeOffset ObservedAt,
    DateTimeOffset RecordedAt,
    string Cause,
    long? Seq,
    IReadOnlyDictionary<string, object> Facts,
    string Connection,
    string Presence,
    IconMoveTold? Icon);

/// <summary>From one icon to another; null at a client's first.</summary>
internal sealed record IconMoveTold(string? From, string To);
