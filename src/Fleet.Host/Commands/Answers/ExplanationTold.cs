namespace Fleet.Host.Commands.Answers;

/// <summary>Why a client is as it is.</summary>
internal sealed record ExplanationTold(
    string ClientId,
    DateTimeOffset At,
    IconTold Icon,
    IReadOnlyList<ConditionTold> Conditions,
    IReadOnlyDictionary<string, FactTold> Facts,
    FactTold Presence);

/// <summary>The row of the icon table.</summary>
internal sealed record IconTold(string Name, int Row, string Text);

/// <summary>A condition, and what ends it.</summary>
internal sealed record ConditionTold(string Code, bool ShownByIcon, IReadOnlyList<ActionTold> RequiredActions);

/// <summary>What somebody has to do.</summary>
internal sealed record ActionTold(string Code, string By, string Text);

/// <summary>A fact, and the change that made it so.</summary>
internal sealed record FactTold(object Value, DateTimeOffset? Since, long? Offset, string? Cause);
