namespace Fleet.Host.Commands.Answers;

/// <summary>Why a client is as it is.</summary>
internal sealed record ExplanationAnswer(
    string ClientId,
    DateTimeOffset At,
    IconAnswer Icon,
    IReadOnlyList<ConditionAnswer> Conditions,
    IReadOnlyDictionary<string, FactAnswer> Facts,
    FactAnswer Presence);

/// <summary>The row of the icon table.</summary>
internal sealed record IconAnswer(string Name, int Row, string Text);

/// <summary>A condition, and what ends it.</summary>
internal sealed record ConditionAnswer(string Code, bool ShownByIcon, IReadOnlyList<ActionAnswer> RequiredActions);

/// <summary>What somebody has to do.</summary>
internal sealed record ActionAnswer(string Code, string By, string Text);

/// <summary>A fact, and the change that made it so.</summary>
internal sealed record FactAnswer(object Value, DateTimeOffset? Since, long? Offset, string? Cause);
