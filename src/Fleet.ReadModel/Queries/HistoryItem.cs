using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>One change of a client.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Event">What happened; its icon change, if it has one, too.</param>
/// <param name="Before">The client until then.</param>
/// <param name="After">The client from then on.</param>
public sealed record HistoryItem(long Offset, DateTimeOffset RecordedAt, ClientEvent Event, ClientState Before, ClientState After)
{
    /// <summary>Where the change came from.</summary>
    public ChangeCause Cause => ChangeCauses.Of(Event);

    /// <summary>The report's number; null: it was no report.</summary>
    public long? Seq => Event is ReportTaken report ? report.LastSeq : null;

    /// <summary>The epoch that began; null: none did.</summary>
    public string? Epoch => After.Epochs.Current == Before.Epochs.Current ? null : After.Epochs.Current;

    /// <summary>
    /// The facts that changed; their values are those of <see cref="After"/>. What a report told anew has changed also where it was reset in the
    /// same breath and came to the same word.
    /// </summary>
    public Fact Changed => FactDifference.Between(Before, After) | (Event is ReportTaken report ? report.Changed.Which : Fact.None);
}
