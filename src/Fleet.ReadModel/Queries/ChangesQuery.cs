using Fleet.Core.Vocabulary;
using Fleet.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of all that changed between two moments, by the journal's clock.</summary>
/// <param name="From">What was recorded after this one; where the journal began later, from its beginning.</param>
/// <param name="To">What was recorded until this one; null: until now.</param>
public sealed record ChangesQuery(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>Of clients that are so after the change; one that was forgotten, before it.</summary>
    public ClientFilter Filter { get; init; } = ClientFilter.All;

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    internal string Fingerprint => $"changes|{From.UtcTicks}|{To?.UtcTicks}|{Filter.Fingerprint}";
}

/// <summary>A change of one of many clients.</summary>
/// <param name="Client">Whose it is.</param>
/// <param name="Item">The change.</param>
public sealed record FleetChange(ClientId Client, HistoryItem Item)
{
    /// <summary>The client's group after it; of a forgotten one, before it.</summary>
    public GroupName Group => (Item.After.Exists ? Item.After : Item.Before).Group;
}

/// <summary>Some of what changed.</summary>
/// <param name="Items">In the order of the journal.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which the whole list goes.</param>
/// <param name="Damaged">Rows among them that cannot be read, whosever they are.</param>
public sealed record ChangesPage(IReadOnlyList<FleetChange> Items, string? Next, long Offset, IReadOnlyList<DamagedRow> Damaged);
