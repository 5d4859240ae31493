using Fleet.Protocol.Journal;

namespace Fleet.Journal.Stores;

/// <summary>A place where a journal took another one's place.</summary>
/// <param name="Offset">Of the row that marks it.</param>
/// <param name="RecordedAt">When that was written.</param>
/// <param name="How">What it says.</param>
public sealed record SuccessionMark(long Offset, DateTimeOffset RecordedAt, JournalReplaced How)
{
    /// <summary>An offset is one of the journal that was.</summary>
    public bool Replaces(long offset) => offset > How.Last && offset < Offset;
}
