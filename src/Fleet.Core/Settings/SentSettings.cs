using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>Settings that a session was sent last.</summary>
/// <param name="Tag">Their name.</param>
/// <param name="At">When.</param>
/// <param name="IsAgain">The client had them: what it reported differed.</param>
public sealed record SentSettings(string Tag, DateTimeOffset At, bool IsAgain = false)
{
    /// <summary>Whether the client could apply them; null: it has not answered.</summary>
    public bool? IsApplied { get; init; }

    /// <summary>What differed when it answered, and does so still: it may not have come to report it.</summary>
    public Fact DriftThen { get; init; }
}
