using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Reading;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>The very change that made something what it is.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="ObservedAt">When it happened, by the clock of whoever told it.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Cause">Where it came from.</param>
public sealed record Origin(long Offset, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt, ChangeCause Cause)
{
    /// <summary>Rows of a client in which it is looked for what was said for the client alone.</summary>
    private const int MostLooks = 10_000;

    /// <summary>The report's number; null: it was no report.</summary>
    public long? Seq { get; init; }

    /// <summary>The setting that the client followed; null: none, as far as is known.</summary>
    public SettingBehind? Setting { get; init; }

    /// <summary>The task that had the client do it; null: none, as far as is known.</summary>
    public ClientTask? Task { get; init; }

    internal static Origin Of(HistoryItem item) => new(item.Offset, item.Event.ObservedAt, item.RecordedAt, item.Cause) { Seq = item.Seq };

    /// <summary>Of a fact, with what had the client change it.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="client">The client.</param>
    /// <param name="item">The change.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="applied">The tags of settings that the client is known to have applied, then or later.</param>
    internal static Origin Of(IJournalSource journal, ClientId client, HistoryItem item, Fact fact, IReadOnlySet<string> applied) => item.Event is not ReportTaken ? Of(item) : Of(item) with
    {
        Setting = SettingOf(journal, client, item, fact, applied),
        Task = fact == Fact.Pattern && item.After.Pattern.Status == PatternStatus.UpToDate ? item.Before.Tasks.UpdateBehind(item.RecordedAt) : null,
    };

    private static SettingBehind? SettingOf(IJournalSource journal, ClientId client, HistoryItem item, Fact fact, IReadOnlySet<string> applied)
    {
        // Of all other facts no setting says what they are to be.
        if (fact is not (Fact.RealTimeScan or Fact.ScanMethod))
            return null;
        var group = item.After.Group;
        var book = SettingsBook.Empty.With(null, LevelHistories.At(journal, null, item.Offset)).With(group, LevelHistories.At(journal, group, item.Offset));
        var inForce = book.InForce(group, item.After.Settings.Own);
        if (!applied.Any(inForce.IsNamed) || !item.Before.Managed.DriftFrom(inForce).HasFlag(fact) || !item.After.Managed.Follows(fact, inForce))
            return null;
        var level = inForce.From[fact == Fact.RealTimeScan ? Leaves.RealTimeScan : Leaves.ScanMethod];
        return new SettingBehind(level, level switch
        {
            SettingLevel.Fleet => book.Fleet.Offset,
            SettingLevel.Group => book.Of(group).Offset,
            _ => Histories.Backwards(journal, client, item.Offset).Take(MostLooks).FirstOrDefault(one => one.Event is SettingsPut)?.Offset,
        });
    }
}

/// <summary>A setting that a client followed.</summary>
/// <param name="Level">Which level said so.</param>
/// <param name="Offset">Of the row by which the level said so then; null: it cannot be read, or is too long ago.</param>
public sealed record SettingBehind(SettingLevel Level, long? Offset);
