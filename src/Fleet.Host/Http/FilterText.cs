using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Http;

/// <summary>Reads the question of a list of clients where it stands in a text of its own, as the target of a task does.</summary>
internal static class FilterText
{
    /// <summary>The filter that a question asks for.</summary>
    /// <param name="query">As in the address of the list, without its question mark; empty: everybody.</param>
    /// <exception cref="QueryException">A parameter is none that filters, or has a value that it does not take.</exception>
    public static ClientFilter Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var known = ClientFilters.Rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        if (values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new QueryException(QueryFault.OutOfRange, $"{unknown} is no filter of GET /v1/clients.", unknown);
        return new QuestionText(name => values.TryGetValue(name, out var found) ? found.OfType<string>().ToList() : []).Filter();
    }
}
