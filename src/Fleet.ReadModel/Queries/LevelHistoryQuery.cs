using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of what a level said of settings.</summary>
/// <param name="Level">Whose rows it is in: a client's, or those of <see cref="LevelRow.IdOf"/>.</param>
public sealed record LevelHistoryQuery(string Level)
{
    /// <summary>Only what was recorded until this moment; null: everything.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The latest change first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>What was said for the fleet or for a group.</summary>
    /// <param name="group">The group; null: the fleet.</param>
    public static LevelHistoryQuery Of(GroupName? group) => new(LevelRow.IdOf(group));

    /// <summary>What was said for one client.</summary>
    public static LevelHistoryQuery Of(ClientId client) => new(client.Value);

    internal string Fingerprint => $"settings|{Level}|{Descending}|{At?.UtcTicks}";
}

/// <summary>Some changes of a level.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which this is true.</param>
public sealed record LevelHistoryPage(IReadOnlyList<LevelHistoryItem> Items, string? Next, long Offset);

/// <summary>A change of a level.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Act">Who wanted it; null: its row does not tell.</param>
/// <param name="Before">What the level said.</param>
/// <param name="After">What it says from then on.</param>
public sealed record LevelHistoryItem(long Offset, DateTimeOffset RecordedAt, Act? Act, LevelSettings Before, LevelSettings After);
