using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of groups, the worst first.</summary>
public sealed record GroupsQuery
{
    /// <summary>These; empty: all.</summary>
    public IReadOnlyList<GroupName> Groups { get; init; } = [];

    /// <summary>As they were at this moment, by the journal's clock; null: as they are.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    internal string Fingerprint => $"groups|{At?.UtcTicks}|{FilterRow.Join(Groups)}";
}
