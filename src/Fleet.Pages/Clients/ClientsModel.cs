using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Pages.Clients;

/// <summary>A list of clients.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Page">The answer.</param>
/// <param name="Now">When that was.</param>
/// <param name="FormKey">What the form has to carry.</param>
public sealed record ClientsModel(PageAddress Address, ClientPageJson Page, DateTimeOffset Now, string FormKey)
{
    /// <summary>Orders that people read; each also the other way round.</summary>
    public static IReadOnlyList<string> Sorts => ClientsQuery.Sorts;

    /// <summary>Sizes of pages to choose from; the address takes others, too.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 100, 250, 1000];

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<ClientListColumn> Columns { get; } = ColumnsOf(Address);

    /// <summary>The filters that narrow the list: names, and values as they were asked for.</summary>
    public IEnumerable<(string Name, string Value)> Filters => Address.Parameters.Where(parameter => IsFilter(parameter.Name));

    /// <summary>The same question to the API.</summary>
    public PageAddress Question => Address.Without(ClientListColumn.Parameter, "limit", "cursor", "minOffset");

    private static bool IsFilter(string name) => ClientFilters.Rows.Any(row => row.Name == name);

    private static IReadOnlyList<ClientListColumn> ColumnsOf(PageAddress address)
    {
        var wanted = address.Values(ClientListColumn.Parameter);
        return [.. ClientListColumn.All.Where(column => (wanted.Count == 0 ? ClientListColumn.Usual : wanted).Contains(column.Name))];
    }
}
