using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

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
    public ChangeCause Cause => CauseOf(Event);

    /// <summary>The report's number; null: it was no report.</summary>
    public long? Seq => Event is ReportTaken report ? report.LastSeq : null;

    /// <summary>The epoch that began; null: none did.</summary>
    public string? Epoch => After.Epochs.Current == Before.Epochs.Current ? null : After.Epochs.Current;

    /// <summary>
    /// The facts that changed; their values are those of <see cref="After"/>. What a report told anew has changed also where it was reset in the
    /// same breath and came to the same word.
    /// </summary>
    public Fact Changed => FactDifference.Between(Before, After) | (Event is ReportTaken report ? report.Changed.Which : Fact.None);

    /// <summary>Where the change of an event came from.</summary>
    public static ChangeCause CauseOf(ClientEvent happened) => happened switch
    {
        ReportTaken => ChangeCause.Report,
        Registered or SessionOpened => ChangeCause.Session,
        SessionEnded ended => ended.Cause == PresenceCause.Presumed ? ChangeCause.Sweep : ChangeCause.Session,
        PatternJudged => ChangeCause.Sweep,
        Forgotten => ChangeCause.Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "unknown event"),
    };
}

/// <summary>Where a change came from.</summary>
public enum ChangeCause
{
    /// <summary>The client reported it.</summary>
    Report = 1,

    /// <summary>A session began or ended.</summary>
    Session,

    /// <summary>The server found it out by itself: a pattern's age, a node that is gone.</summary>
    Sweep,

    /// <summary>An operator wanted it.</summary>
    Operator,
}
