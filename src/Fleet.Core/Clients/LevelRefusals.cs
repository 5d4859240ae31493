using Fleet.Core.Settings;

namespace Fleet.Core.Clients;

/// <summary>Why changes of levels are not taken.</summary>
public static class LevelRefusals
{
    /// <summary>A change that was made for other settings.</summary>
    public static Refusal Stale { get; } = new(RefusalCode.ChangedMeanwhile, "The settings are not any more what If-Match names: get them again.", "If-Match");

    /// <summary>Why a change is not taken; null: it is.</summary>
    public static Refusal? Of(LevelChange change) =>
        change.IsStale ? Stale
        : change.Fault is { } fault ? new Refusal(RefusalCode.Contradiction, fault.Message, fault.Field)
        : null;
}
