namespace Fleet.Core.Vocabulary;

/// <summary>Whether the pattern file is young enough to protect.</summary>
public enum PatternStatus
{
    /// <summary>Released less than the configured age ago.</summary>
    UpToDate = 1,

    /// <summary>Not updated for longer than the configured age.</summary>
    Outdated = 2,
}
