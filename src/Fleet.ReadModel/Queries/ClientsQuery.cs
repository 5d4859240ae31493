using System.Text.Json;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>Asks for a page of clients.</summary>
public sealed record ClientsQuery
{
    /// <summary>The names of the orders.</summary>
    public static IReadOnlyList<string> Sorts { get; } = [.. Enum.GetNames<ClientOrder>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Which ones.</summary>
    public ClientFilter Filter { get; init; } = ClientFilter.All;

    /// <summary>As they were at this moment, by the journal's clock; null: as they are.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>In which order.</summary>
    public ClientOrder Order { get; init; }

    /// <summary>The other way round.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most, 1 to <see cref="PageLimits.Most"/>.</summary>
    public int Limit { get; init; } = PageLimits.Usual;

    /// <summary>Of the page before; null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>What the cursor belongs to: everything but itself and the limit.</summary>
    internal string Fingerprint => $"{(int)Order}|{Descending}|{At?.UtcTicks}|{Filter.Fingerprint}";
}

/// <summary>How many items a page has.</summary>
public static class PageLimits
{
    /// <summary>If nobody says.</summary>
    public const int Usual = 100;

    /// <summary>At most.</summary>
    public const int Most = 1_000;

    /// <summary>Refuses other numbers.</summary>
    /// <exception cref="QueryException">It is too small or too large.</exception>
    internal static void Check(int limit)
    {
        if (limit is < 1 or > Most)
            throw QueryException.Wrong("limit", $"1 to {Most}");
    }
}
