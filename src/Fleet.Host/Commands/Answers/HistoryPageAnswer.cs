namespace Fleet.Host.Commands.Answers;

/// <summary>A page of a client's history.</summary>
internal sealed record HistoryPageAnswer(IReadOnlyList<HistoryItemAnswer> Items, string? Next, IReadOnlyList<DamagedRowAnswer>? Damaged);

/// <summary>A row that cannot be read.</summary>
internal sealed record DamagedRowAnswer(long Offset, DateTimeOffset RecordedAt, long Number, string Reason);

/// <summary>One change of a client.</summary>
internal sealed record HistoryItemAnswer(
    long Offset,
    DateTimeOffset ObservedAt,
    DateTimeOffset RecordedAt,
    string Cause,
    long? Seq,
    IReadOnlyDictionary<string, object> Facts,
    string Connection,
    string Presence,
    string? Goodbye,
    bool? Forgotten,
    IconMoveAnswer? Icon);

/// <summary>From one icon to another; null at a client's first.</summary>
internal sealed record IconMoveAnswer(string? From, string To);
