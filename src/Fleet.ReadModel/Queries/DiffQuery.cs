using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks what became of the fleet between two moments, by the journal's clock.</summary>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
public sealed record DiffQuery(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Of these groups; empty: of all.</summary>
    public IReadOnlyList<GroupName> Groups { get; init; } = [];

    /// <summary>How many clients at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>The groups, as text that is the same for the same ones.</summary>
    internal string GroupNames => string.Join(',', Groups.Select(group => group.Value).Order(StringComparer.Ordinal).Distinct());

    internal string Fingerprint => $"diff|{From.UtcTicks}|{To.UtcTicks}|{GroupNames}";
}
