using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of what operators did.</summary>
public sealed record AuditQuery
{
    /// <summary>What was recorded after this moment; null, and where the journal began later: from its beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>What was recorded until this moment; null: until now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Who did it: one of these; empty: anybody.</summary>
    public IReadOnlyList<string> Who { get; init; } = [];

    /// <summary>What was done: one of these; empty: anything.</summary>
    public IReadOnlyList<string> What { get; init; } = [];

    /// <summary>What was changed: one of these; empty: anything.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The latest first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    internal string Fingerprint => $"audit|{Descending}|{From?.UtcTicks}|{To?.UtcTicks}|{FilterRow.Join(Who)}|{FilterRow.Join(What)}|{FilterRow.Join(Targets)}";

    /// <summary>Whether an act of a wanted target is wanted.</summary>
    internal bool Takes(RecordedAct act) => (Who.Count == 0 || (act.By is { } by && Who.Contains(by))) && (What.Count == 0 || What.Contains(act.What));
}

/// <summary>Some of what operators did.</summary>
/// <param name="Items">In the order of the journal, or the other way round.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which the whole list goes.</param>
public sealed record AuditPage(IReadOnlyList<RecordedAct> Items, string? Next, long Offset);
