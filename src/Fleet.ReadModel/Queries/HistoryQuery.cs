using Fleet.Journal;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of a client's history.</summary>
/// <param name="Client">The client.</param>
public sealed record HistoryQuery(ClientId Client)
{
    /// <summary>Only what was recorded until this moment; null: everything.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The latest change first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    internal string Fingerprint => $"history|{Client}|{Descending}|{At?.UtcTicks}";
}

/// <summary>Some changes of a client.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which this is true.</param>
/// <param name="Damaged">Rows among them that cannot be read, in the same order: what they changed is told by the next one that can.</param>
/// <param name="Total">How many rows the whole history has, those that cannot be read too.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, string? Next, long Offset, IReadOnlyList<DamagedRow> Damaged, long Total);
