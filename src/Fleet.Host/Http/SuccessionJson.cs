using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;

namespace Fleet.Host.Http;

/// <summary>Where the journal took another one's place last.</summary>
/// <param name="Offset">It goes on from there.</param>
/// <param name="At">When that was.</param>
/// <param name="Cause">How: <c>restored</c> from a backup, or found <c>behind</c> its read model.</param>
/// <param name="Last">Offsets between that one and <paramref name="Offset"/> are of the journal that was; 0: all are.</param>
/// <param name="LastAt">When its row was recorded: acknowledged rows may be missing since then.</param>
/// <param name="MissingRows">Acknowledged rows that are missing, at least, where that is known.</param>
/// <param name="MissingUpTo">When the last of them was recorded, as far as is known.</param>
internal sealed record SuccessionJson(
    long Offset, DateTimeOffset At, string Cause, long Last, DateTimeOffset? LastAt, long MissingRows, DateTimeOffset? MissingUpTo)
{
    public static SuccessionJson Of(SuccessionMark mark) => new(
        mark.Offset, mark.RecordedAt, mark.How.Cause == ReplacementCause.Restored ? "restored" : "behind", mark.How.Last, mark.How.LastAt, mark.How.MissingRows, mark.How.KnownAt);
}
